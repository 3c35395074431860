using NetAudit.Live.Tests.Support;
using NetAudit.Model;
using NetAudit.Rows;

namespace NetAudit.Live.Tests.StandIns;

/// <summary>A Calico-like host: real engine, links, routes and rules, stand-in agents.</summary>
public abstract class CalicoTests : StandInTests
{
    private protected CalicoTests(StandInFixture hosts)
        : base(hosts) { }

    private DockerHost Host => Lab.Calico.Host;

    [Fact]
    public async Task It_runs_with_the_bgp_backend_and_owns_its_networks()
    {
        var solution = Assert.Single(HostAudit.FindSolutions(await Lab.SnapshotAsync(Host)));
        Assert.Equal(("Calico", "bgp", nameof(SolutionState.Running)), (solution.Name, solution.Backend, solution.State));
        Assert.Equal(["net1", "net2"], solution.Networks.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Its_rows_are_those_of_a_recorded_one()
    {
        var snapshot = await Lab.SnapshotAsync(Host);
        foreach (
            var (aspect, status, observed) in new[]
            {
                ("NetworkModel", FeatureStatus.Match, "Layer3"),
                ("ApplicationIsolation", FeatureStatus.Match, "Profile"),
                ("NameService", FeatureStatus.Mismatch, "Yes"),
                ("DistributedStorage", FeatureStatus.Match, "Yes"),
                ("EncryptionChannel", FeatureStatus.Match, "No"),
                ("SeparateVnic", FeatureStatus.Match, "No"),
            }
        )
        {
            var row = AuditRows.Feature(snapshot, "Calico", aspect);
            Assert.Equal((aspect, status), (row.Aspect, row.Status));
            Assert.StartsWith(observed, row.Observed, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Its_container_s_one_vNIC_is_as_ip_prints_it()
    {
        var row = Assert.Single(AuditRows.Endpoints(await Lab.SnapshotAsync(Host), "web1"));
        var link = Assert.Single(await Host.IpInsideAsync("web1"), link => link.Name != "lo");
        Assert.Equal((link.Name, link.Mac, link.Mtu), (row.Link, row.MacAddress, row.Mtu));
        Assert.Equal(link.Addresses, row.Addresses.Order(StringComparer.Ordinal));
        Assert.Equal(("net1", "Calico", "169.254.1.1"), (row.Network, row.Solution, row.Gateway));
        Assert.Contains("cali", row.HostLink, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_its_agents_it_is_stopped()
    {
        try
        {
            await Lab.Calico.StopAsync();
            var solution = Assert.Single(HostAudit.FindSolutions(await LabFixture.CollectAsync(Host)));
            Assert.Equal(("Calico", nameof(SolutionState.Stopped)), (solution.Name, solution.State));
        }
        finally
        {
            await Lab.Calico.RunNodeAsync();
        }
    }

    [Fact]
    public async Task A_bundle_by_collect_sh_gives_the_same_rows() => await SameRows.AssertAsync(Host);
}
