using NetAudit.Findings;

namespace NetAudit.Library.Tests.Findings.Flannel;

public sealed class FlannelMtuTests
{
    [Fact]
    public void An_MTU_that_fits_gives_nothing()
    {
        Assert.Empty(FlannelHost.Vxlan().Find<FlannelMtu>());
        Assert.Empty(FlannelHost.Udp().Find<FlannelMtu>());
    }

    [Fact]
    public void An_outer_link_that_became_smaller_is_named_with_the_MTU_to_set()
    {
        var finding = Assert.Single(FlannelHost.Vxlan().Change("eth0", link => link with { Mtu = 1400 }).Find<FlannelMtu>());

        Assert.Equal(
            "Large packets to other hosts are lost: flannel.1 accepts 1450 bytes, and with the 50 bytes of its "
                + "backend they don't fit the 1400 of eth0.",
            finding.Message
        );
        Assert.Equal(
            "Restart flanneld, which sets flannel.1 to 1350 and writes FLANNEL_MTU, then dockerd with --mtu=1350, "
                + "and then the containers.",
            finding.Remediation
        );
    }

    [Fact]
    public void The_TUN_device_adds_28_bytes() =>
        Assert.Equal(
            "Large packets to other hosts are lost: flannel0 accepts 1472 bytes, and with the 28 bytes of its "
                + "backend they don't fit the 1499 of eth0.",
            Assert.Single(FlannelHost.Udp().Change("eth0", link => link with { Mtu = 1499 }).Find<FlannelMtu>()).Message
        );

    [Fact]
    public void A_bridge_that_has_the_underlays_subnet_is_not_the_way_out() =>
        Assert.Empty(TroubledHost.Recorded("flannel-hostoverlap-c/fl1").Find<FlannelMtu>());
}
