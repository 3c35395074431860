using NetAudit.Findings;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Flannel;

public sealed class FlannelLinkDownTests
{
    private static HostSnapshot WithoutLink(HostSnapshot host) =>
        host.Without(route => route.Device is "flannel.1") is var cut
            ? cut with
            {
                HostNamespace = cut.HostNamespace! with { Links = [.. cut.HostNamespace.Links!.Where(link => link.Name != "flannel.1")] },
            }
            : throw new InvalidOperationException();

    [Fact]
    public void A_link_that_is_up_gives_nothing() => Assert.Empty(FlannelHost.Vxlan().Find<FlannelLinkDown>());

    [Fact]
    public void A_link_that_is_down_is_named() =>
        Assert.Equal(
            "Containers here reach no other host: flannel.1 is down.",
            Assert.Single(FlannelHost.Vxlan().Change("flannel.1", link => link with { Up = false }).Find<FlannelLinkDown>()).Message
        );

    [Fact]
    public void A_link_that_is_gone_while_flanneld_runs_is_told_by_the_leases_MTU() =>
        Assert.Equal(
            "Containers here reach no other host: flanneld's backend needs a link (FLANNEL_MTU 1450 is less than any "
                + "outer link's MTU), and there is none.",
            Assert.Single(WithoutLink(FlannelHost.Vxlan()).Find<FlannelLinkDown>()).Message
        );

    [Fact]
    public void The_first_host_with_host_gw_has_neither_link_nor_route() =>
        Assert.Empty(WithoutLink(FlannelHost.Vxlan()).Mtu("1500").Find<FlannelLinkDown>());

    [Fact]
    public void Host_gw_needs_no_link() => Assert.Empty(FlannelHost.HostGateway().Find<FlannelLinkDown>());
}
