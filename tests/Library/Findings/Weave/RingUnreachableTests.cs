using NetAudit.Findings;
using NetAudit.Model;

namespace NetAudit.Library.Tests.Findings.Weave;

public sealed class RingUnreachableTests
{
    [Fact]
    public void A_recorded_host_whose_whole_range_belongs_to_peers_gone_is_named_with_their_names()
    {
        var finding = Assert.Single(TroubledHost.Read("41-ring-unreachable").Find<RingUnreachable>());

        Assert.Equal((Severity.Error, "Weave"), (finding.Severity, finding.Solution));
        Assert.Equal(
            "Containers get no address: 1 request waits, and 100% of 10.32.0.0/12 belongs to "
                + "0e:11:22:33:44:55(old-node2), 0e:11:22:33:44:66(old-node3), 0e:11:22:33:44:77(old-node4), "
                + "0e:11:22:33:44:88(old-node1), which this router doesn't know.",
            finding.Message
        );
        Assert.Equal(
            "weave rmpeer old-node2 old-node3 old-node4 old-node1 # only if these peers are gone for good, and on "
                + "this host alone (two hosts would give out the same addresses); otherwise bring them back",
            finding.Remediation
        );
    }

    [Fact]
    public void A_part_of_the_range_that_is_out_of_reach_is_a_warning()
    {
        var host = WeaveHost.With(
            [],
            ipam: """
            {"Range":"10.32.0.0/12","Entries":[
              {"Token":"10.32.0.0","Size":786432,"Peer":"66:93:42:b2:a6:2f","Nickname":"node1","IsKnownPeer":true},
              {"Token":"10.44.0.0","Size":262144,"Peer":"0e:11:22:33:44:55","Nickname":"node2","IsKnownPeer":false}]}
            """
        );

        var finding = Assert.Single(host.Find<RingUnreachable>());
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal(
            "25% of 10.32.0.0/12 can't be given to containers: it belongs to 0e:11:22:33:44:55(node2), which this "
                + "router doesn't know.",
            finding.Message
        );
    }

    [Fact]
    public void A_sound_host_gives_nothing() => Assert.Empty(TroubledHost.Read("40-weave-sound").Find<RingUnreachable>());
}
