using NetAudit.Findings;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Flannel;

public sealed class FlannelGatewayOffLinkTests
{
    private static readonly Neighbor s_silent = new()
    {
        Address = FlannelHost.Peer,
        Device = "eth0",
        State = "FAILED",
    };

    [Fact]
    public void A_host_on_the_same_link_gives_nothing() => Assert.Empty(FlannelHost.HostGateway().Find<FlannelGatewayOffLink>());

    [Fact]
    public void A_host_that_is_on_no_subnet_of_the_link_is_named()
    {
        var finding = Assert.Single(FlannelHost.HostGateway("198.51.100.2").Find<FlannelGatewayOffLink>());

        Assert.Equal(
            "Packets to 10.5.2.0/24 on host 198.51.100.2 are lost: host-gw sends them to that host itself, which is "
                + "on no subnet of eth0.",
            finding.Message
        );
    }

    [Fact]
    public void A_host_that_does_not_answer_ARP_is_named() =>
        Assert.Equal(
            "Packets to 10.5.2.0/24 are lost: host 192.0.2.2, which has that lease, doesn't answer ARP on eth0.",
            Assert.Single(FlannelHost.HostGateway().Entries([s_silent], []).Find<FlannelGatewayOffLink>()).Message
        );

    [Fact]
    public void A_route_over_the_VXLAN_link_is_not_host_gws() => Assert.Empty(FlannelHost.Vxlan().Find<FlannelGatewayOffLink>());
}
