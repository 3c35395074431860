using NetAudit.Findings;

namespace NetAudit.Library.Tests.Findings.Swarm;

/// <summary>Namespaces of overlay networks.</summary>
public sealed class OverlayNamespaceMissingTests
{
    [Fact]
    public void Containers_without_their_networks_namespace_are_named()
    {
        var host = SwarmHost.Sound.WithNamespaces(pair => pair.Key == "1-k7kv333wqm" ? null : pair.Value);
        Assert.Equal(
            "web.1.zwygg3f41v84g1qzblq9af9lh, c1 run on network app, but its namespace 1-k7kv333wqm with the bridge "
                + "and the VXLAN link isn't there: nothing crosses it from this host.",
            Assert.Single(host.Find<OverlayNamespaceMissing>()).Message
        );
    }

    [Fact]
    public void Where_no_overlay_namespace_was_seen_nothing_is_said() =>
        Assert.Empty(
            SwarmHost
                .Sound.WithNamespaces(pair => pair.Key.StartsWith("lb_", StringComparison.Ordinal) ? pair.Value : null)
                .Find<OverlayNamespaceMissing>()
        );

    [Fact]
    public void A_namespace_that_was_set_up_again_is_one() =>
        Assert.Empty(
            (
                SwarmHost.Sound with
                {
                    EngineNamespaces = SwarmHost.Sound.EngineNamespaces.ToDictionary(
                        pair => pair.Key.Replace("1-", "12-", StringComparison.Ordinal),
                        pair => pair.Value
                    ),
                }
            ).Find<OverlayNamespaceMissing>()
        );

    [Fact]
    public void A_sound_swarm_has_none() => Assert.Empty(SwarmHost.Sound.Find<OverlayNamespaceMissing>());
}
