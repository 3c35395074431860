using NetAudit.Findings;

namespace NetAudit.Library.Tests.Findings.Swarm;

/// <summary>The engine's endpoints compared with the kernel's entries.</summary>
public sealed class OverlayPeerEntryMissingTests
{
    [Fact]
    public void An_endpoint_without_neighbour_is_named()
    {
        var host = SwarmHost.Sound.WithNamespaceOf(
            "app",
            ns => ns with { Neighbors = [.. ns.Neighbors!.Where(neighbor => neighbor.Address != "10.0.1.4")] }
        );
        Assert.Equal(
            "c2 (10.0.1.4 on 10.97.0.2) can't be reached from this host on network app: the kernel's VXLAN link has "
                + "no neighbour entry for it, though the engine knows the endpoint.",
            Assert.Single(host.Find<OverlayPeerEntryMissing>()).Message
        );
    }

    [Fact]
    public void An_endpoint_without_forwarding_entry_is_named()
    {
        var host = SwarmHost.Sound.WithNamespaceOf(
            "app",
            ns => ns with { Forwarding = [.. ns.Forwarding!.Where(entry => entry.MacAddress != "02:42:0a:00:01:04")] }
        );
        Assert.Equal(
            "c2 (10.0.1.4 on 10.97.0.2) can't be reached from this host on network app: the kernel's VXLAN link has "
                + "no forwarding entry for it, though the engine knows the endpoint.",
            Assert.Single(host.Find<OverlayPeerEntryMissing>()).Message
        );
    }

    [Fact]
    public void The_engines_own_endpoint_is_no_container_that_can_be_restarted()
    {
        var ingress = SwarmHost.Sound.Networks!.Single(network => network.Name == "ingress");
        var own = ingress.Tasks!.Single(task => task is { Name: "ingress-endpoint", HostAddress: "10.97.0.2" });
        var host = SwarmHost.Sound.WithNamespaceOf(
            "ingress",
            ns => ns with { Neighbors = [.. ns.Neighbors!.Where(neighbor => neighbor.Address != own.Address)] }
        );

        Assert.StartsWith(
            "systemctl restart docker # here, if a later audit still shows it",
            Assert.Single(host.Find<OverlayPeerEntryMissing>()).Remediation,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_VXLAN_link_that_is_down_has_lost_its_entries_so_it_is_set_up_again_here()
    {
        var host = SwarmHost.Sound.WithNamespaceOf(
            "ingress",
            ns =>
                ns with
                {
                    Links = [.. ns.Links!.Select(link => link.Kind == "vxlan" ? link with { Up = false } : link)],
                    Neighbors = [],
                    Forwarding = [],
                }
        );

        Assert.Equal(
            "systemctl restart docker # here: the VXLAN link vxlan0 is down, which removed its entries",
            Assert.Single(host.Find<OverlayPeerEntryMissing>()).Remediation
        );
    }

    [Fact]
    public void A_sound_swarm_has_none() => Assert.Empty(SwarmHost.Sound.Find<OverlayPeerEntryMissing>());
}
