using NetAudit.Findings;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Swarm;

/// <summary>The state that libnetwork sets up, compared with the kernel's.</summary>
public sealed class OverlayLinkWrongTests
{
    [Fact]
    public void Another_VNI_is_told() =>
        Assert.Equal(
            "Containers on network app may be cut off from other hosts, because the network isn't as the engine set it up "
                + "here: there is no VXLAN link with VNI 4097 for 10.0.1.0/24.",
            Message(link => link with { Vxlan = link.Vxlan! with { Vni = 9 } })
        );

    [Fact]
    public void Another_port_is_told() =>
        Assert.Equal(
            "Containers on network app may be cut off from other hosts, because the network isn't as the engine set it up "
                + "here: vxlan0 sends to UDP 8472, while the swarm's data path port is 4789.",
            Message(link => link with { Vxlan = link.Vxlan! with { Port = 8472 } })
        );

    [Fact]
    public void A_link_that_is_down_is_told() =>
        Assert.Equal(
            "Containers on network app may be cut off from other hosts, because the network isn't as the engine set it up "
                + "here: the VXLAN link vxlan0 is down.",
            Message(link => link with { Up = false })
        );

    [Fact]
    public void A_link_outside_the_bridge_is_told() =>
        Assert.Equal(
            "Containers on network app may be cut off from other hosts, because the network isn't as the engine set it up "
                + "here: the VXLAN link vxlan0 is in no bridge.",
            Message(link => link with { Master = null })
        );

    [Fact]
    public void Another_MTU_is_told() =>
        Assert.Equal(
            "Containers on network app may be cut off from other hosts, because the network isn't as the engine set it up "
                + "here: vxlan0 has an MTU of 1500 instead of 1450.",
            Message(link => link with { Mtu = 1500 })
        );

    [Fact]
    public void A_sound_swarm_has_none() => Assert.Empty(SwarmHost.Sound.Find<OverlayLinkWrong>());

    private static string Message(Func<Link, Link> change) =>
        Assert
            .Single(
                SwarmHost
                    .Sound.WithNamespaceOf(
                        "app",
                        ns => ns with { Links = [.. ns.Links!.Select(link => link.Name == "vxlan0" ? change(link) : link)] }
                    )
                    .Find<OverlayLinkWrong>()
            )
            .Message;
}
