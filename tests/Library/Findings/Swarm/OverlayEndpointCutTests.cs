using NetAudit.Findings;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Swarm;

/// <summary>Containers' vNICs and their other ends.</summary>
public sealed class OverlayEndpointCutTests
{
    [Fact]
    public void An_end_outside_the_bridge_is_told() =>
        Assert.Contains("veth1, is in no bridge", Message(link => link with { Master = null }), StringComparison.Ordinal);

    [Fact]
    public void An_end_that_isnt_there_is_told() =>
        Assert.Contains("isn't in the network's namespace", Message(_ => null), StringComparison.Ordinal);

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
