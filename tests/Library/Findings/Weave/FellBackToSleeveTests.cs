using NetAudit.Findings;
using NetAudit.Model;

namespace NetAudit.Library.Tests.Findings.Weave;

public sealed class FellBackToSleeveTests
{
    [Fact]
    public void A_recorded_host_with_the_fast_datapath_and_connections_in_user_space_is_named()
    {
        var finding = Assert.Single(TroubledHost.Read("43-fell-back-to-sleeve").Find<FellBackToSleeve>());

        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal(
            "Traffic to node3, node2 is slow: it fell back to sleeve, in user space, though Weave on this host has the fast datapath.",
            finding.Message
        );
        Assert.Equal(
            "Let UDP 6784 pass between the hosts in both directions: from Weave 2.5 on, the connection then returns to the fast "
                + "datapath within seconds. If the path carries less than 1460 bytes, all hosts need a smaller MTU: take the containers "
                + "off Weave's network, weave reset, WEAVE_MTU=NUMBER weave launch with the same options, connect the containers again. "
                + "NUMBER is 84 to 87 less than the path carries, and divisible by four. If Weave here or on the peer was started with "
                + "WEAVE_NO_FASTDP, nothing is wrong.",
            finding.Remediation
        );
    }

    [Fact]
    public void A_router_without_the_fast_datapath_has_nothing_to_fall_back_from() =>
        Assert.Empty(TroubledHost.Read("40-weave-sound").Find<FellBackToSleeve>());

    [Fact]
    public void A_connection_by_the_fast_datapath_is_as_it_should_be() =>
        Assert.Empty(
            WeaveHost
                .With([WeaveHost.Established("192.0.2.2:6783", "fastdp 3a:2c:46:bd:26:7f(node2)", "fastdp")], "datapath (via " + "ODP)")
                .Find<FellBackToSleeve>()
        );
}
