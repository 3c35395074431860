using NetAudit.Model;
using NetAudit.Rows;

namespace NetAudit.Library.Tests.Cluster;

/// <summary>Recorded hosts given together.</summary>
public sealed class RecordedClusterTests
{
    private static IReadOnlyList<OverlayFinding> Together(params string[] names)
    {
        var hosts = new ExaminedHosts();
        foreach (var name in names)
        {
            hosts.Add(RecordedHosts.ReadFile(Path.Combine(Path.GetDirectoryName(RecordedHosts.Folder)!, name + ".tar.gz")));
        }

        return hosts.FindTogether();
    }

    private static string[] In(string folder) =>
        [
            .. Directory
                .EnumerateFiles(Path.Combine(Path.GetDirectoryName(RecordedHosts.Folder)!, folder), "*.tar.gz")
                .Order(StringComparer.Ordinal)
                .Select(file => $"{folder}/{Path.GetFileName(file)[..^".tar.gz".Length]}"),
        ];

    [Theory]
    [InlineData("Bundles/flannel-vxlan")]
    [InlineData("Bundles/flannel-hostgw")]
    [InlineData("Bundles/flannel-udp-v0.5.5")]
    [InlineData("Bundles/weave-sleeve-plain")]
    [InlineData("Bundles/weave-sleeve-encrypted")]
    [InlineData("Bundles/overlay-kv")]
    [InlineData("Bundles/overlay-swarm")]
    [InlineData("Bundles/engine28-swarm")]
    [InlineData("Bundles/calico-libnetwork-v2.6")]
    public void A_sound_cluster_has_neither_an_error_nor_a_warning(string folder) =>
        Assert.Empty(Together(In(folder)).Where(finding => finding.Severity != Severity.Information).Select(finding => finding.ToString()));

    [Fact]
    public void Hosts_that_have_nothing_to_do_with_each_other_are_not_compared() =>
        Assert.Empty(
            Together([.. In("Bundles/flannel-vxlan").Concat(In("Bundles/flannel-hostgw")).Concat(In("Bundles/flannel-udp-v0.5.5"))])
                .Where(finding => finding.Severity != Severity.Information)
                .Select(finding => finding.ToString())
        );

    [Fact]
    public void All_recorded_hosts_given_at_once_raise_no_false_alarm() =>
        Assert.Empty(
            Together([
                    .. Directory
                        .EnumerateDirectories(RecordedHosts.Folder)
                        .Order(StringComparer.Ordinal)
                        .SelectMany(folder => In("Bundles/" + Path.GetFileName(folder))),
                ])
                .Where(finding => finding.Severity != Severity.Information)
                .Select(finding => finding.ToString())
        );
}
