using NetAudit.Findings;

namespace NetAudit.Library.Tests.Findings.Swarm;

/// <summary>Nodes that are ready, but that no other node hears from.</summary>
public sealed class GossipBlockedTests
{
    [Fact]
    public void A_ready_node_that_no_network_has_as_a_peer_isnt_heard()
    {
        var finding = Assert.Single(TroubledHost.Read("16-gossip-blocked").Find<GossipBlocked>());
        Assert.Equal(
            "This host gets no gossip from x2b (10.97.0.2), although the managers report it ready: containers there "
                + "can't be reached or found by name. If it lasts, TCP or UDP 7946 doesn't pass, or the address has changed "
                + "since the node joined.",
            finding.Message
        );
    }

    [Fact]
    public void A_node_that_the_managers_know_by_another_address_is_counted() =>
        Assert.Empty(SwarmHost.Sound.WithOtherNode(node => node with { Address = "203.0.113.9" }).Find<GossipBlocked>());

    [Fact]
    public void A_worker_that_hears_no_manager_is_cut_too()
    {
        var host = TroubledHost
            .Read("16-gossip-blocked")
            .WithEngine(engine => engine with { Nodes = null })
            .WithSwarm(swarm => swarm with { RemoteManagers = ["10.97.0.2:2377"] });
        Assert.Equal(
            "This host gets no gossip from 10.97.0.2, although the managers report it ready: containers there can't "
                + "be reached or found by name. If it lasts, TCP or UDP 7946 doesn't pass, or the address has changed "
                + "since the node joined.",
            Assert.Single(host.Find<GossipBlocked>()).Message
        );
    }

    [Fact]
    public void A_node_that_is_down_is_another_matter() =>
        Assert.Empty(TroubledHost.Read("16-gossip-blocked").WithOtherNode(node => node with { State = "down" }).Find<GossipBlocked>());

    [Fact]
    public void A_sound_swarm_has_none() => Assert.Empty(SwarmHost.Sound.Find<GossipBlocked>());
}
