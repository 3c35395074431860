using NetAudit.Findings;

namespace NetAudit.Library.Tests.Findings.Swarm;

/// <summary>docker_gwbridge.</summary>
public sealed class GatewayBridgeMissingTests
{
    [Fact]
    public void A_node_without_the_network_is_told()
    {
        var host = SwarmHost.Sound;
        host = host with { Networks = [.. host.Networks!.Where(network => network.Name != "docker_gwbridge")] };
        Assert.Equal(
            "On this host tasks with overlay networks or published ports can't start: there is no network "
                + "docker_gwbridge, by which overlay containers reach the outside and published ports reach them.",
            Assert.Single(host.Find<GatewayBridgeMissing>()).Message
        );
    }

    [Fact]
    public void A_network_without_its_bridge_is_told()
    {
        var host = SwarmHost.Sound.WithHost(ns => ns with { Links = [.. ns.Links!.Where(link => link.Name != "docker_gwbridge")] });
        Assert.Equal(
            "On this host tasks with overlay networks or published ports can't start: the network docker_gwbridge "
                + "has no bridge docker_gwbridge in the kernel, by which overlay containers reach the outside and "
                + "published ports reach them.",
            Assert.Single(host.Find<GatewayBridgeMissing>()).Message
        );
    }

    [Fact]
    public void A_sound_swarm_has_none() => Assert.Empty(SwarmHost.Sound.Find<GatewayBridgeMissing>());
}
