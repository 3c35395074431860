using NetAudit.Findings;
using NetAudit.Model;
using static NetAudit.Library.Tests.SnapshotBuilder;

namespace NetAudit.Library.Tests.Findings.Flannel;

public sealed class FlannelRouteMissingTests
{
    [Fact]
    public void A_recorded_host_whose_route_was_flushed_is_named_with_the_route_to_add()
    {
        var finding = Assert.Single(TroubledHost.Read("35-route-missing").Find<FlannelRouteMissing>());

        Assert.Equal((Severity.Error, "Flannel", "peer 10.99.0.2"), (finding.Severity, finding.Solution, finding.Subject.ToString()));
        Assert.Equal(
            "ip route replace 10.5.31.0/24 via 10.5.31.0 dev flannel.1 onlink # or restart flanneld, which writes "
                + "all its routes again",
            finding.Remediation
        );
        Assert.Equal(
            "Containers here can't reach containers on 10.99.0.2: the route to its lease 10.5.31.0/24 is missing, "
                + "though flannel.1 has its neighbour and forwarding entry.",
            finding.Message
        );
    }

    [Fact]
    public void A_host_with_its_route_gives_nothing() => Assert.Empty(FlannelHost.Vxlan().Find<FlannelRouteMissing>());

    [Fact]
    public void A_peer_that_is_routed_straight_needs_no_route_over_the_link() =>
        Assert.Empty(
            FlannelHost
                .Vxlan()
                .Without(route => route.Gateway == FlannelHost.End)
                .With(Route("10.5.2.0/24", "eth0", FlannelHost.Peer))
                .Find<FlannelRouteMissing>()
        );

    [Fact]
    public void One_route_for_the_whole_network_is_enough() =>
        Assert.Empty(
            FlannelHost
                .Vxlan()
                .Without(route => route.Gateway == FlannelHost.End)
                .With(Route("10.5.0.0/16", "flannel.1", null, "kernel"))
                .Find<FlannelRouteMissing>()
        );

    [Fact]
    public void A_route_of_somebody_else_that_covers_the_lease_does_not_help() =>
        Assert.Single(
            FlannelHost
                .Vxlan()
                .Without(route => route.Gateway == FlannelHost.End)
                .With(Route("10.0.0.0/8", "tun0"))
                .Find<FlannelRouteMissing>()
        );

    [Fact]
    public void A_tun_device_without_the_networks_route_is_named()
    {
        Assert.Empty(FlannelHost.Udp().Find<FlannelRouteMissing>());

        var finding = Assert.Single(FlannelHost.Udp().Without(route => route.Device == "flannel0").Find<FlannelRouteMissing>());
        Assert.Equal(
            "Containers here can't reach containers on any other host: no route leads 10.5.0.0/16 into flannel0.",
            finding.Message
        );
    }
}
