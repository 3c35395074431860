using NetAudit.Live.Tests.Support;
using NetAudit.Model;
using NetAudit.Rows;

namespace NetAudit.Live.Tests.StandIns;

/// <summary>A Flannel-like host, backend by backend. Each test sets the host up anew.</summary>
public abstract class FlannelTests : StandInTests
{
    private protected FlannelTests(StandInFixture hosts)
        : base(hosts) { }

    private FlannelHost Flannel => Lab.Flannel;

    [Fact]
    public async Task A_vxlan_backend_is_told_from_the_kernel()
    {
        await Flannel.VxlanAsync();
        var snapshot = await LabFixture.CollectAsync(Flannel.Host);
        var solution = Assert.Single(HostAudit.FindSolutions(snapshot));
        Assert.Equal(("Flannel", "vxlan", nameof(SolutionState.Running)), (solution.Name, solution.Backend, solution.State));
        var row = AuditRows.Feature(snapshot, "Flannel", "NetworkModel");
        Assert.Equal((FeatureStatus.Match, nameof(Basis.Observed)), (row.Status, row.Basis));
        Assert.StartsWith("VXLAN", row.Observed, StringComparison.Ordinal);
        Assert.Contains("8472", row.Observed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_store_names_and_single_vNIC_are_told()
    {
        await Flannel.VxlanAsync();
        var snapshot = await LabFixture.CollectAsync(Flannel.Host);
        var store = AuditRows.Feature(snapshot, "Flannel", "DistributedStorage");
        Assert.Equal(FeatureStatus.Match, store.Status);
        Assert.Contains("10.99.0.1:2379", store.Observed, StringComparison.Ordinal);
        Assert.StartsWith("No", AuditRows.Feature(snapshot, "Flannel", "NameService").Observed, StringComparison.Ordinal);
        var vnic = AuditRows.Feature(snapshot, "Flannel", "SeparateVnic");
        Assert.Equal(FeatureStatus.Outdated, vnic.Status);
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
        Assert.Equal(FeatureStatus.Outdated, row.Status);
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
    public async Task Without_the_agent_the_udp_backends_path_is_gone()
    {
        await Flannel.UdpAsync();
        await Flannel.KillAgentAsync();
        await Flannel.Host.ShAsync("ip link del flannel0 2>/dev/null || :");
        var finding = Assert.Single(await FindingsAsync(), finding => finding.Rule == "AgentStopped");
        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Contains("so none arrive now", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_flanneld_set_up_is_whole()
    {
        await Flannel.VxlanAsync();
        Assert.DoesNotContain(
            await FindingsAsync(),
            finding => finding.Rule.StartsWith("Flannel", StringComparison.Ordinal) || finding.Rule == "VtepMacChanged"
        );
    }

    [Fact]
    public async Task A_flushed_route_is_named_and_the_command_it_comes_with_mends_it()
    {
        await Flannel.VxlanAsync();
        await Flannel.Host.ShAsync("ip route flush dev flannel.1");
        var finding = Assert.Single(await FindingsAsync(), finding => finding.Rule == "FlannelRouteMissing");
        Assert.Contains("10.5.31.0/24", finding.Message, StringComparison.Ordinal);
        await Flannel.Host.ShAsync(finding.Remediation);
        Assert.DoesNotContain(await FindingsAsync(), finding => finding.Rule == "FlannelRouteMissing");
    }

    [Fact]
    public async Task A_flushed_neighbour_is_named()
    {
        await Flannel.VxlanAsync();
        await Flannel.Host.ShAsync("ip neigh del 10.5.31.0 dev flannel.1");
        var finding = Assert.Single(await FindingsAsync(), finding => finding.Rule == "FlannelPeerEntryMissing");
        Assert.Contains("no neighbour entry for 10.5.31.0", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_MAC_address_of_the_peers_end_is_named_with_both()
    {
        await Flannel.VxlanAsync();
        await Flannel.Host.ShAsync("ip neigh replace 10.5.31.0 lladdr 9a:01:02:03:04:ff dev flannel.1 nud permanent");
        var finding = Assert.Single(await FindingsAsync(), finding => finding.Rule == "VtepMacChanged");
        Assert.Contains("9a:01:02:03:04:ff", finding.Message, StringComparison.Ordinal);
        Assert.Contains("9a:01:02:03:04:1f", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_that_went_down_is_named()
    {
        await Flannel.VxlanAsync();
        await Flannel.Host.ShAsync("ip link set flannel.1 down");
        Assert.Contains(
            "flannel.1 is down",
            Assert.Single(await FindingsAsync(), finding => finding.Rule == "FlannelLinkDown").Message,
            StringComparison.Ordinal
        );
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

    private async Task<IReadOnlyList<OverlayFinding>> FindingsAsync() => HostAudit.Findings(await LabFixture.CollectAsync(Flannel.Host));
}
