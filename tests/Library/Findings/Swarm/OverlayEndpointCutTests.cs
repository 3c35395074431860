using NetAudit.Findings;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Swarm;

/// <summary>Containers' vNICs and their other ends.</summary>
public sealed class OverlayEndpointCutTests
{
    [Fact]
    public void An_end_outside_the_bridge_is_told() =>
        Assert.Equal(
            "Container c1 (10.0.1.2) is cut off on network app: the other end of its eth0, veth1, is in no bridge.",
            Message(link => link with { Master = null })
        );

    [Fact]
    public void An_end_that_isnt_there_is_told() =>
        Assert.Equal(
            "Container c1 (10.0.1.2) is cut off on network app: the other end of its eth0 isn't in the network's namespace.",
            Message(_ => null)
        );

    [Fact]
    public void A_sound_swarm_has_none() => Assert.Empty(SwarmHost.Sound.Find<OverlayEndpointCut>());

    private static string Message(Func<Link, Link?> change) =>
        Assert
            .Single(
                SwarmHost
                    .Sound.WithNamespaceOf(
                        "app",
                        ns => ns with { Links = [.. ns.Links!.Select(link => link.Name == "veth1" ? change(link) : link).OfType<Link>()] }
                    )
                    .Find<OverlayEndpointCut>()
            )
            .Message;
}
