using NetAudit.Findings;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Calico;

public sealed class BgpNotEstablishedTests
{
    [Fact]
    public void A_recorded_host_whose_session_is_not_answered_is_named()
    {
        var finding = Assert.Single(TroubledHost.Read("50-bgp-not-established").Find<BgpNotEstablished>());

        Assert.Equal((Severity.Error, "Calico", "peer 172.30.70.12"), (finding.Severity, finding.Solution, finding.Subject.ToString()));
        Assert.Equal(
            "Containers here don't reach containers on 172.30.70.12: the BGP session to it isn't established (no "
                + "answer from TCP 179), and no route leads to its blocks.",
            finding.Message
        );
    }

    [Fact]
    public void A_session_that_stands_gives_nothing()
    {
        Assert.Empty(CalicoHost.Sound().Find<BgpNotEstablished>());
        Assert.Empty(TroubledHost.Recorded("calico-libnetwork-v2.6/host1").Find<BgpNotEstablished>());
    }

    [Fact]
    public void A_second_try_beside_a_session_that_stands_is_no_trouble() =>
        Assert.Empty(
            CalicoHost
                .Sound()
                .Sockets(CalicoHost.Session(SocketState.Established), CalicoHost.Session(SocketState.SynSent))
                .Find<BgpNotEstablished>()
        );

    [Fact]
    public void A_route_that_is_left_of_the_session_will_go() =>
        Assert.Equal(
            "Containers here will lose containers on 192.0.2.2: the BGP session to it isn't established (no answer "
                + "from TCP 179). The route to 10.1.2.0/26 is still there.",
            Assert.Single(CalicoHost.Sound().Sockets(CalicoHost.Session(SocketState.SynSent)).Find<BgpNotEstablished>()).Message
        );
}
