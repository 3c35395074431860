using NetAudit.Model;
using NetAudit.Rows;

namespace NetAudit.Library.Tests.Findings;

/// <summary>
/// Recorded hosts without a fault. A false alarm on one costs more than a silence. A host leaves the list only if a fault turns up on it,
/// which tests/Bundles/README.md then describes.
/// </summary>
public sealed class SoundHostTests
{
    private static readonly string[] s_all =
    [
        "Bundles/calico-2015-calicoctl/host3",
        "Bundles/calico-libnetwork-v2.6/host1",
        "Bundles/calico-libnetwork-v2.6/host2",
        "Bundles/engine28-plain/md1",
        "Bundles/flannel-hostgw/fl1",
        "Bundles/flannel-hostgw/fl2",
        "Bundles/flannel-udp-v0.5.5/fl1",
        "Bundles/flannel-udp-v0.5.5/fl2",
        "Bundles/flannel-vxlan/fl1",
        "Bundles/flannel-vxlan/fl2",
        "Bundles/overlay-kv/kv1",
        "Bundles/overlay-kv/kv2",
        "Bundles/overlay-swarm/sw2",
        "Bundles/plain-docker-before-swarm/sw1",
        "Bundles/plain-docker-bridge-only/sx1",
        "Bundles/weave-global-clusterstore/node1",
        "Bundles/weave-sleeve-plain/node1",
        "Bundles/weave-sleeve-plain/node2",
        "Bundles/weave-sleeve-plain/node3",
        "Bundles/weave-sleeve-plain/node4",
        "Troubles/00-clean-swarm/host",
        "Troubles/05c-mtu-other-nic/host",
        "Troubles/38-kubernetes-flannel-beside-docker/host",
        "Troubles/40-weave-sound/host",
        "Troubles/71-nft29-trusted-interface/host",
    ];

    public static TheoryData<string> Hosts => [.. s_all.Except(StillToCome.FalseAlarms)];

    [Theory]
    [MemberData(nameof(Hosts))]
    public void A_sound_host_has_neither_an_error_nor_a_warning(string name) => Assert.Empty(Wrong(name));

    [Fact]
    public void A_sound_host_without_a_false_alarm_is_not_still_to_come() =>
        Assert.All(StillToCome.FalseAlarms, name => Assert.True(Wrong(name).Any(), $"take {name} out of StillToCome.FalseAlarms"));

    private static IEnumerable<string> Wrong(string name) =>
        HostAudit
            .Findings(RecordedHosts.ReadFile(Path.Combine(Path.GetDirectoryName(RecordedHosts.Folder)!, name + ".tar.gz")))
            .Where(finding => finding.Severity != Severity.Information)
            .Select(finding => $"{finding}\n{Troubles.Words(finding)}");
}
