using NetAudit.Findings;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Bridge;

public sealed class PortsIsolatedTests
{
    private static readonly BridgePortFacts s_isolated = new() { Isolated = true };

    [Fact]
    public void Containers_of_isolated_ports_do_not_reach_each_other()
    {
        var finding = Assert.Single(Isolate("br1", 2).Find<PortsIsolated>());
        var ends = Ends("br1").Take(2).ToList();

        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Matches(
            "^Containers [a-z0-9]+, [a-z0-9]+ on network br1 don't reach each other: their ports of br-[0-9a-f]+ are isolated.$",
            finding.Message
        );
        Assert.Contains($"bridge link set dev {ends[0]} isolated off", finding.Remediation, StringComparison.Ordinal);
        Assert.Contains($"bridge link set dev {ends[1]} isolated off", finding.Remediation, StringComparison.Ordinal);
    }

    [Fact]
    public void One_isolated_port_alone_does_no_harm()
    {
        Assert.Empty(PlainHost.Sound.Find<PortsIsolated>());
        Assert.Empty(Isolate("br1", 1).Find<PortsIsolated>());
    }

    [Fact]
    public void A_network_that_keeps_its_containers_apart_is_left_out() => Assert.Empty(Isolate("bropts", 9).Find<PortsIsolated>());

    [Fact]
    public void A_port_of_another_bridge_is_left_out()
    {
        var end = Ends("br1").First();

        Assert.Empty(Isolate("br1", 2).Link(end, link => link with { Master = "br-other" }).Find<PortsIsolated>());
    }

    private static IEnumerable<string> Ends(string network) =>
        PlainHost.Sound.HostLinks().Where(link => link.Master == PlainHost.Sound.BridgeOf(network)).Select(link => link.Name);

    private static HostSnapshot Isolate(string network, int count) =>
        Ends(network).Take(count).Aggregate(PlainHost.Sound, (host, end) => host.Link(end, link => link with { BridgePort = s_isolated }));
}
