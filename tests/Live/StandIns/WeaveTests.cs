using NetAudit.Live.Tests.Support;
using NetAudit.Model;
using NetAudit.Rows;

namespace NetAudit.Live.Tests.StandIns;

/// <summary>A Weave-like host: real engine and links, a stand-in router.</summary>
public abstract class WeaveTests : StandInTests
{
    private protected WeaveTests(StandInFixture hosts)
        : base(hosts) { }

    private DockerHost Host => Lab.Weave.Host;

    [Fact]
    public async Task It_runs_with_the_sleeve_backend_and_its_version()
    {
        var snapshot = await Lab.SnapshotAsync(Host);
        var solution = Assert.Single(HostAudit.FindSolutions(snapshot));
        Assert.Equal(
            ("Weave", "sleeve", "2.8.1", nameof(SolutionState.Running)),
            (solution.Name, solution.Backend, solution.Version, solution.State)
        );
        Assert.Equal(["weave"], solution.Networks);
    }

    [Fact]
    public async Task Its_rows_are_those_of_a_recorded_one()
    {
        var snapshot = await Lab.SnapshotAsync(Host);
        foreach (
            var (aspect, status, observed) in new[]
            {
                ("NetworkModel", FeatureStatus.Match, "UDP"),
                ("NameService", FeatureStatus.Match, "Yes"),
                ("DistributedStorage", FeatureStatus.Match, "No"),
                ("EncryptionChannel", FeatureStatus.NotInUse, "No"),
                ("PartialConnectivity", FeatureStatus.Match, "Yes"),
                ("SeparateVnic", FeatureStatus.Match, "Yes"),
            }
        )
        {
            var row = AuditRows.Feature(snapshot, "Weave", aspect);
            Assert.Equal((aspect, status), (row.Aspect, row.Status));
            Assert.StartsWith(observed, row.Observed, StringComparison.Ordinal);
        }

        Assert.Contains("ethwe0", AuditRows.Feature(snapshot, "Weave", "SeparateVnic").Observed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_container_has_the_vNICs_that_ip_prints()
    {
        var rows = AuditRows.Endpoints(await Lab.SnapshotAsync(Host), "p1");
        Assert.Equal(
            (await Host.IpInsideAsync("p1"))
                .Where(link => link.Name != "lo")
                .Select(link => $"{link.Name} {link.Mac} {link.Mtu} {string.Join(' ', link.Addresses)}")
                .Order(StringComparer.Ordinal),
            rows.Select(row => $"{row.Link} {row.MacAddress} {row.Mtu} {string.Join(' ', row.Addresses.Order(StringComparer.Ordinal))}")
                .Order(StringComparer.Ordinal)
        );
        var row = Assert.Single(rows, row => row.Link == "ethwe0");
        Assert.Equal(("weave", "Weave", 65535), (row.Network, row.Solution, row.Mtu));
        Assert.Contains("weave", row.HostLink, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_weave_stop_it_is_stopped_and_not_gone()
    {
        try
        {
            await Lab.Weave.StopAsync();
            var solution = Assert.Single(HostAudit.FindSolutions(await LabFixture.CollectAsync(Host)));
            Assert.Equal(("Weave", nameof(SolutionState.Stopped)), (solution.Name, solution.State));
        }
        finally
        {
            await Lab.Weave.RunRouterAsync();
        }
    }

    [Fact]
    public async Task A_bundle_by_collect_sh_gives_the_same_rows() => await SameRows.AssertAsync(Host);
}
