using NetAudit.Cluster;
using NetAudit.Library.Tests.Findings.Bridge;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.Cluster.ClusterHosts;

namespace NetAudit.Library.Tests.Cluster.Rules;

public sealed class RouteToBridgeDroppedTests
{
    private static string Address =>
        PlainHost.Sound.HostLinks().Single(link => link.Name == "eth0").Addresses.First(address => address.Address.Contains('.')).Address;

    [Fact]
    public void A_route_to_a_bridge_of_an_engine_that_drops_what_comes_is_named_with_both_hosts()
    {
        var found = Assert.Single(Find<RouteToBridgeDropped>(PlainHost.Sound, Other("172.18.0.0/16")));

        Assert.Equal(["built", "md1"], found.Hosts);
        Assert.Equal(
            "built doesn't reach containers on network br1 of md1 by their own addresses, though it routes "
                + "172.18.0.0/16 there: a rule of chain PREROUTING on md1 drops packets that don't come by the network's "
                + "bridge.",
            found.Finding.Message
        );
    }

    [Theory]
    [InlineData("10.34.0.0/24")] // gateway mode routed: ports that aren't published are closed there too, but ICMP passes
    [InlineData("203.0.113.0/24")]
    public void A_route_elsewhere_gives_nothing(string subnet) =>
        Assert.DoesNotContain(Find<RouteToBridgeDropped>(PlainHost.Sound, Other(subnet)), found => found.Finding.Subject.Name == "br1");

    [Fact]
    public void Where_the_rules_let_it_in_nothing_is_said() =>
        Assert.Empty(Find<RouteToBridgeDropped>(PlainHost.Sound.Keep(rule => rule.Table == "nat"), Other("172.18.0.0/16")));

    private static HostSnapshot Other(string subnet) => SnapshotBuilder.Host().With(SnapshotBuilder.Route(subnet, "eth0", Address));
}
