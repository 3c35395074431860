using NetAudit.Findings;

namespace NetAudit.Library.Tests.Findings.Swarm;

/// <summary>VXLAN links in a namespace where none belongs.</summary>
public sealed class VxlanLinkLeftOnHostTests
{
    [Fact]
    public void The_link_and_its_VNI_are_named()
    {
        var finding = Assert.Single(TroubledHost.Read("19-vxlan-file-exists").Find<VxlanLinkLeftOnHost>());
        Assert.Equal(
            "Network app can't be set up on this host, so containers web.1.zwygg3f41v84g1qzblq9af9lh, c1 can't start: the "
                + "host's own namespace has the link vx-001001-k7kv3 with the network's VNI 4097.",
            finding.Message
        );
        Assert.Equal(
            "ip link del vx-001001-k7kv3 && { docker start c1 || docker start c1; } # the first start can fail: it clears what the one "
                + "before left; the swarm starts tasks by itself\n"
                + "# If the link is another program's, leave it, and give the network another VNI: docker network rm app && docker network "
                + "create --driver overlay --attachable --subnet 10.0.1.0/24 --opt com.docker.network.driver.overlay.vxlanid_list=NUMBER "
                + "app # on a manager, after removing its services and containers; a container that isn't a task leaves and joins it: "
                + "docker network disconnect -f app c1, then docker network connect app c1",
            finding.Remediation
        );
    }

    [Fact]
    public void A_link_with_another_VNI_is_somebody_elses()
    {
        var host = TroubledHost
            .Read("19-vxlan-file-exists")
            .WithHost(ns =>
                ns with
                {
                    Links = [.. ns.Links!.Select(link => link.Vxlan is null ? link : link with { Vxlan = link.Vxlan with { Vni = 1 } })],
                }
            );
        Assert.Empty(host.Find<VxlanLinkLeftOnHost>());
    }

    [Fact]
    public void A_sound_swarm_has_none() => Assert.Empty(SwarmHost.Sound.Find<VxlanLinkLeftOnHost>());
}
