using NetAudit.Model;
using NetAudit.Rows;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.Probes.ProbeRecordBuilder;

namespace NetAudit.Library.Tests.Aspects;

public sealed class PartialConnectivityTests
{
    private const string Contradiction = "ackets contradict the configuration (";

    [Fact]
    public void A_way_that_is_cut_and_that_nobody_relays_is_a_No()
    {
        var row = Row(
            To("10.99.0.2", null, ProbeOutcome.Silent),
            Host("10.99.0.2", ProbeOutcome.Silent),
            To("10.99.0.3", HopWay.Bridged),
            Host("10.99.0.3")
        );

        Assert.Equal(("Probed", FeatureStatus.Match), (row.Basis, row.Status));
        Assert.Equal(
            "No relaying: c1 and c2 on 10.99.0.2 (nothing within 1 s from the target), whose host doesn't answer "
                + "either; packets arrived: c1 and c2 on 10.99.0.3",
            row.Observed
        );
    }

    [Fact]
    public void Where_no_other_host_is_reached_a_cut_tells_nothing_of_relaying()
    {
        var row = Row(To("10.99.0.2", null, ProbeOutcome.Silent), Host("10.99.0.2", ProbeOutcome.Silent));

        Assert.NotEqual("Probed", row.Basis);
        Assert.Equal(
            "Cut off, and no other host that could relay is reached: c1 and c2 on 10.99.0.2 (nothing within 1 s from "
                + "the target), whose host doesn't answer either.",
            row.Reason
        );
    }

    [Fact]
    public void What_did_not_arrive_is_named_beside_what_did()
    {
        var row = Row(To("10.99.0.2", HopWay.Bridged), To("10.99.0.7", null, ProbeOutcome.Silent));

        Assert.Equal("No relaying: a direct tunnel to 1 of 1 peer (10.99.0.2); packets arrived: c1 and c2 on 10.99.0.2", row.Observed);
        Assert.Equal("No packet arrived (c1 and c2 on 10.99.0.7).", row.Reason);
    }

    [Fact]
    public void A_host_that_nothing_lists_and_that_packets_were_seen_to_go_to_is_a_peer()
    {
        var udp = RecordedHosts.Read("flannel-udp-v0.5.5/fl1");
        var seen = Wire(ProbeCheck.NetworkModel, NetworkModel.Udp, null) with { To = Remote("c2", Ov1, "10.1.9.2", null) };
        seen = seen with { Finding = (WireSighting)seen.Finding! with { Carrier = Carried(((WireSighting)seen.Finding!).Carrier!) } };

        var row = udp.WithProbes("Flannel", seen).Row("Flannel", "PartialConnectivity");
        var unanswered = seen with { Packets = [seen.Packets[0] with { Reply = null }] };

        Assert.Equal("No relaying: a direct route to 1 of 1 peer (10.99.0.2). Not checked: whether packets arrive", row.Observed);
        Assert.Equal("Not seen", udp.WithProbes("Flannel", unanswered).Row("Flannel", "PartialConnectivity").Observed);

        static WireCarrier Carried(WireCarrier plain) => plain with { Encapsulation = WireEncapsulation.FlannelUdp, Port = 8285 };
    }

    [Fact]
    public void A_container_that_is_not_reached_though_its_host_answers_is_a_loud_mismatch()
    {
        var row = Row(To("10.99.0.2", null, ProbeOutcome.Silent), Host("10.99.0.2"));

        Assert.Equal(("Probed", FeatureStatus.Mismatch), (row.Basis, row.Status));
        Assert.Equal(
            "Unreached: c1 and c2 on 10.99.0.2 (nothing within 1 s from the target), though that host itself answers",
            row.Observed
        );
    }

    [Fact]
    public void A_relay_contradicts_entries_that_lead_straight_to_each_host()
    {
        var row = Row(To("10.99.0.2", HopWay.Relayed), Host("10.99.0.2"));

        Assert.Equal(("Probed", FeatureStatus.Mismatch), (row.Basis, row.Status));
        Assert.Equal(
            "Yes, relaying: c1 and c2 on 10.99.0.2, the one that may go a single hop was answered by the target; "
                + "ICMP echo reply from 10.0.1.5, TTL 64, none of 64 lost on the way back",
            row.Observed
        );
        Assert.Equal("Documented No, observed Yes; packets contradict the configuration (No by the kernel's state).", row.Reason);
    }

    [Fact]
    public void Of_a_host_that_was_probed_twice_the_newest_answer_counts()
    {
        var row = Row(To("10.99.0.2", null, ProbeOutcome.Silent), Host("10.99.0.2", ProbeOutcome.Silent), Host("10.99.0.2"));

        Assert.Equal(FeatureStatus.Mismatch, row.Status);
        Assert.Equal(
            "Unreached: c1 and c2 on 10.99.0.2 (nothing within 1 s from the target), though that host itself answers",
            row.Observed
        );
    }

    [Fact]
    public void A_host_is_no_part_of_a_networks_name()
    {
        NetworkRef network = new() { Name = "ov1, host 10.99.0.2" };
        var silent = Way(null, ProbeOutcome.Silent) with { From = Container("c1", network), To = Remote("c2", network, "10.0.1.5", null) };
        var host = Way(null) with
        {
            From = new() { Kind = ProbePeerKind.ThisHost },
            To = new()
            {
                Kind = ProbePeerKind.OtherHost,
                Address = "10.99.0.2",
                Host = "10.99.0.2",
            },
        };
        var row = Row(silent, host);

        Assert.DoesNotContain("Unreached", row.Observed, StringComparison.Ordinal);
    }

    private static ProbeRecord To(string host, HopWay? way, ProbeOutcome outcome = ProbeOutcome.Reached) =>
        Way(way, outcome) with
        {
            To = Remote("c2", Ov1, "10.0.1.5", host),
        };

    private static ProbeRecord Host(string address, ProbeOutcome outcome = ProbeOutcome.Reached) =>
        Way(null, outcome) with
        {
            From = new() { Kind = ProbePeerKind.ThisHost },
            To = new()
            {
                Kind = ProbePeerKind.OtherHost,
                Address = address,
                Host = address,
                IsRemote = true,
            },
        };

    private static OverlayFeature Row(params ProbeRecord[] records) =>
        RecordedHosts.Read("engine28-swarm/md1").WithProbes("DockerOverlay", records).Row("DockerOverlay", "PartialConnectivity");
}
