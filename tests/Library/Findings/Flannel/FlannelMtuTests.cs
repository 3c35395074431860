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
            "Large packets to other hosts are lost: flannel.1 lets in 1450 bytes, which with the 50 of its backend don't fit the 1400 of "
                + "eth0.",
            finding.Message
        );
        Assert.Contains("--mtu=1350", finding.Remediation, StringComparison.Ordinal);
    }

    [Fact]
    public void The_TUN_device_adds_28_bytes() =>
        Assert.Contains(
            "the 28 of its backend",
            Assert.Single(FlannelHost.Udp().Change("eth0", link => link with { Mtu = 1499 }).Find<FlannelMtu>()).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_bridge_that_has_the_underlays_subnet_is_not_the_way_out() =>
        Assert.Empty(TroubledHost.Recorded("flannel-hostoverlap-c/fl1").Find<FlannelMtu>());
}
