using NetAudit.Findings;
using NetAudit.Model;

namespace NetAudit.Library.Tests.Findings.Swarm;

/// <summary>Nodes that are down, cut off or out of service.</summary>
public sealed class NodeDownTests
{
    [Fact]
    public void A_node_that_is_down_is_an_error()
    {
        var finding = Assert.Single(
            SwarmHost.Sound.WithOtherNode(node => node with { State = "down", StatusMessage = "heartbeat failure" }).Find<NodeDown>()
        );
        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Equal(
            "Node x2b (10.97.0.2) is down: its containers can't be reached from the swarm, and its services run "
                + "elsewhere or not at all (heartbeat failure).",
            finding.Message
        );
    }

    [Fact]
    public void A_node_that_somebody_drained_is_information() =>
        Assert.Equal(
            Severity.Information,
            Assert.Single(SwarmHost.Sound.WithOtherNode(node => node with { Availability = "drain" }).Find<NodeDown>()).Severity
        );

    [Fact]
    public void A_manager_that_the_others_dont_reach_is_an_error()
    {
        var host = SwarmHost.Sound.WithOtherNode(node => node with { Manager = new(false, "unreachable", "10.97.0.2:2377") });
        Assert.Equal(
            "Manager x2b (10.97.0.2) can't be reached by the other managers: the swarm loses its leader when half of "
                + "its managers are gone.",
            Assert.Single(host.Find<NodeDown>()).Message
        );
    }

    [Fact]
    public void A_sound_swarm_has_none() => Assert.Empty(SwarmHost.Sound.Find<NodeDown>());
}
