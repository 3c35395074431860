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
        Assert.Contains(
            "there is no network docker_gwbridge",
            Assert.Single(host.Find<GatewayBridgeMissing>()).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_network_without_its_bridge_is_told()
    {
        var host = SwarmHost.Sound.WithHost(ns => ns with { Links = [.. ns.Links!.Where(link => link.Name != "docker_gwbridge")] });
        Assert.Contains(
            "has no bridge docker_gwbridge in the kernel",
            Assert.Single(host.Find<GatewayBridgeMissing>()).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_sound_swarm_has_none() => Assert.Empty(SwarmHost.Sound.Find<GatewayBridgeMissing>());
}
