using NetAudit.Findings;
using NetAudit.Library.Tests.Findings.Weave;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Agents;

public sealed class PeerFailedTests
{
    [Fact]
    public void A_peer_that_the_router_has_no_route_to_is_named()
    {
        var finding = Assert.Single(Weave().Find<PeerFailed>());

        Assert.Equal((Severity.Error, "peer node2"), (finding.Severity, finding.Subject.ToString()));
        Assert.Equal("Peer node2 can't be reached.", finding.Message);
        Assert.Equal("peer node2, no unicast route", Assert.Single(finding.Evidence).Fact);
    }

    [Theory]
    [InlineData("bb")]
    [InlineData("cc")]
    public void One_that_is_reached_straight_or_by_another_is_not(string via) =>
        Assert.Empty(Weave(new WeaveRoute { Destination = "bb", Via = via }).Find<PeerFailed>());

    /// <summary>A host whose router knows one peer, bb, and has these routes.</summary>
    private static HostSnapshot Weave(params WeaveRoute[] routes)
    {
        var host = WeaveHost.With([]);
        return host with
        {
            Weave = host.Weave! with { Peers = [new WeavePeer { Name = "bb", NickName = "node2" }], UnicastRoutes = routes },
        };
    }
}
