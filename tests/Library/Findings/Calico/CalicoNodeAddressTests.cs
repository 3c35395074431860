using NetAudit.Findings;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Calico;

public sealed class CalicoNodeAddressTests
{
    [Fact]
    public void A_node_that_announces_the_address_of_its_link_gives_nothing()
    {
        Assert.Empty(CalicoHost.Sound().Find<CalicoNodeAddress>());
        Assert.Empty(CalicoHost.Sound("autodetect").Find<CalicoNodeAddress>());
        Assert.Empty(TroubledHost.Recorded("calico-libnetwork-v2.6/host1").Find<CalicoNodeAddress>());
    }

    [Fact]
    public void The_address_of_docker0_is_reached_by_nobody() =>
        Assert.Equal(
            "Other hosts can't reach this one's containers: calico-node announces 172.17.0.1 of docker0, a bridge or "
                + "tunnel of this host alone.",
            Assert.Single(CalicoHost.Sound("172.17.0.1").Find<CalicoNodeAddress>()).Message
        );

    [Fact]
    public void An_address_that_no_link_has_is_named() =>
        Assert.Equal(
            "Other hosts can't reach this one's containers: calico-node announces 192.0.2.99, which no link of this host has.",
            Assert.Single(CalicoHost.Sound("192.0.2.99").Find<CalicoNodeAddress>()).Message
        );

    [Fact]
    public void A_session_that_goes_by_another_address_is_a_warning()
    {
        var finding = Assert.Single(
            CalicoHost.Sound().Sockets(CalicoHost.Session(SocketState.Established, "198.51.100.1")).Find<CalicoNodeAddress>()
        );

        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal(
            "Other hosts may send packets to the wrong address: calico-node announces 192.0.2.1 on eth0, but its BGP "
                + "session to 192.0.2.2 uses 198.51.100.1.",
            finding.Message
        );
    }
}
