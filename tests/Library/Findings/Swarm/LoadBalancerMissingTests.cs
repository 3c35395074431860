using NetAudit.Findings;

namespace NetAudit.Library.Tests.Findings.Swarm;

/// <summary>Load balancers of overlay networks.</summary>
public sealed class LoadBalancerMissingTests
{
    [Fact]
    public void A_network_with_services_and_without_load_balancer_is_told()
    {
        var host = SwarmHost.Sound.WithNamespaces(pair => pair.Key == "lb_k7kv333wq" ? null : pair.Value);
        Assert.Equal(
            "On this host the virtual IPs of web on network app lead nowhere: the network's load balancer " + "lb_k7kv333wq isn't there.",
            Assert.Single(host.Find<LoadBalancerMissing>()).Message
        );
    }

    [Fact]
    public void A_sound_swarm_has_none() => Assert.Empty(SwarmHost.Sound.Find<LoadBalancerMissing>());
}
