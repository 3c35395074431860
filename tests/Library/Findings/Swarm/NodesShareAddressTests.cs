using NetAudit.Findings;

namespace NetAudit.Library.Tests.Findings.Swarm;

/// <summary>Two nodes at one address.</summary>
public sealed class NodesShareAddressTests
{
    [Fact]
    public void Both_nodes_are_named()
    {
        var finding = Assert.Single(SwarmHost.Sound.WithOtherNode(node => node with { Address = "10.97.0.1" }).Find<NodesShareAddress>());
        Assert.Equal(
            "Two nodes of the swarm have the address 10.97.0.1: x2b, x2a. Packets for the containers of one reach "
                + "the other, or are lost.",
            finding.Message
        );
    }

    [Fact]
    public void The_former_life_of_a_node_that_joined_again_is_down() =>
        Assert.Empty(SwarmHost.Sound.WithOtherNode(node => node with { Address = "10.97.0.1", State = "down" }).Find<NodesShareAddress>());

    [Fact]
    public void Peers_of_the_gossip_at_one_address_are_told_too()
    {
        var host = SwarmHost.Sound.WithNetwork(
            "ingress",
            network => network with { Peers = [.. network.Peers!.Select(peer => peer with { Address = "10.0.2.15" })] }
        );
        Assert.Contains("10.0.2.15", Assert.Single(host.Find<NodesShareAddress>()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sound_swarm_has_none() => Assert.Empty(SwarmHost.Sound.Find<NodesShareAddress>());
}
