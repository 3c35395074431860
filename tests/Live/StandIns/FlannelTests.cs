using NetAudit.Rows;
using NetAudit.Live.Tests.Support;
using NetAudit.Model;

namespace NetAudit.Live.Tests.StandIns;

/// <summary>A Flannel-like host, backend by backend. Each test sets the host up anew.</summary>
public abstract class FlannelTests : StandInTests
{
    private protected FlannelTests(StandInFixture hosts)
        : base(hosts)
    {
    }

    private FlannelHost Flannel => Lab.Flannel;

    [Fact]
    public async Task A_vxlan_backend_is_told_from_the_kernel()
    {
        await Flannel.VxlanAsync();
        var snapshot = await LabFixture.CollectAsync(Flannel.Host);
        var solution = Assert.Single(HostAudit.FindSolutions(snapshot));
        Assert.Equal(("Flannel", "vxlan", nameof(SolutionState.Running)), (solution.Name, solution.Backend, solution.State));
        var row = AuditRows.Feature(snapshot, "Flannel", "NetworkModel");
        Assert.Equal((nameof(FeatureStatus.Match), nameof(Basis.Observed)), (row.Status, row.Basis));
        Assert.StartsWith("VXLAN", row.Observed, StringComparison.Ordinal);
        Assert.Contains("8472", row.Observed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_store_names_and_single_vNIC_are_told()
    {
        await Flannel.VxlanAsync();
        var snapshot = await LabFixture.CollectAsync(Flannel.Host);
        var store = AuditRows.Feature(snapshot, "Flannel", "DistributedStorage");
        Assert.Equal(nameof(FeatureStatus.Match), store.Status);
        Assert.Contains("10.99.0.1:2379", store.Observed, StringComparison.Ordinal);
        Assert.StartsWith("No", AuditRows.Feature(snapshot, "Flannel", "NameService").Observed, StringComparison.Ordinal);
        var vnic = AuditRows.Feature(snapshot, "Flannel", "SeparateVnic");
        Assert.Equal(nameof(FeatureStatus.Mismatch), vnic.Status);
        Assert.StartsWith("No", vnic.Observed, StringComparison.Ordinal);
        Assert.Equal(["eth0"], (await Flannel.Host.IpInsideAsync("f1")).Where(link => link.Name != "lo").Select(link => link.Name));
        Assert.All(AuditRows.Endpoints(snapshot, "f1"), row => Assert.Equal("Flannel", row.Solution));
    }

    [Fact]
    public async Task A_udp_backend_is_told_by_its_tun_device()
    {
        await Flannel.UdpAsync();
        var snapshot = await LabFixture.CollectAsync(Flannel.Host);
        var solution = Assert.Single(HostAudit.FindSolutions(snapshot));
        Assert.Equal(("Flannel", "udp", nameof(SolutionState.Running)), (solution.Name, solution.Backend, solution.State));
        Assert.StartsWith("UDP", AuditRows.Feature(snapshot, "Flannel", "NetworkModel").Observed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_gw_backend_is_told_although_it_has_no_link()
    {
        await Flannel.HostGatewayAsync();
        var snapshot = await LabFixture.CollectAsync(Flannel.Host);
        var solution = Assert.Single(HostAudit.FindSolutions(snapshot));
        Assert.Equal(("Flannel", "host-gw", nameof(SolutionState.Running)), (solution.Name, solution.Backend, solution.State));
        var row = AuditRows.Feature(snapshot, "Flannel", "NetworkModel");
        Assert.Equal(nameof(FeatureStatus.Mismatch), row.Status);
        Assert.StartsWith("HostGateway", row.Observed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_direct_routing_the_peer_s_route_counts_and_not_the_device()
    {
        await Flannel.DirectRoutingAsync();
        var row = AuditRows.Feature(await LabFixture.CollectAsync(Flannel.Host), "Flannel", "NetworkModel");
        Assert.StartsWith("HostGateway", row.Observed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agent_that_was_killed_leaves_the_network_stopped()
    {
        await Flannel.VxlanAsync();
        await Flannel.KillAgentAsync();
        var snapshot = await LabFixture.CollectAsync(Flannel.Host);
        var solution = Assert.Single(HostAudit.FindSolutions(snapshot));
        Assert.Equal(("Flannel", "vxlan", nameof(SolutionState.Stopped)), (solution.Name, solution.Backend, solution.State));
        Assert.Contains(solution.Findings, finding => finding.Contains("agent of Flannel", StringComparison.Ordinal));
        Assert.StartsWith("VXLAN", AuditRows.Feature(snapshot, "Flannel", "NetworkModel").Observed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_that_stayed_are_a_leftover()
    {
        await Flannel.ClearAsync();
        var solution = Assert.Single(HostAudit.FindSolutions(await LabFixture.CollectAsync(Flannel.Host)));
        Assert.Equal(("Flannel", nameof(SolutionState.Leftover)), (solution.Name, solution.State));
    }

    [Fact]
    public async Task The_engine_s_raw_drop_rule_is_a_finding_exactly_where_the_firewall_has_it()
    {
        await Flannel.VxlanAsync();
        var rule = (await Flannel.Host.TryShAsync("iptables-save -t raw | grep -q '! -i docker0 -j DROP'")).ExitCode == 0;
        Assert.Equal(Flannel.Host.Kind == EngineKind.Sid, rule);
        var solution = AuditRows.Solution(await LabFixture.CollectAsync(Flannel.Host), "Flannel");
        Assert.Equal(rule, solution.Findings.Any(finding => finding.Contains("DROP", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_bundle_by_collect_sh_gives_the_same_rows()
    {
        await Flannel.VxlanAsync();
        await SameRows.AssertAsync(Flannel.Host);
    }
}
