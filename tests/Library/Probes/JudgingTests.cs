using NetAudit.Collection;
using NetAudit.Rows;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Probes;

public sealed class JudgingTests
{
    [Fact]
    public void A_name_that_led_to_its_container_is_proof()
    {
        var row = Row("NameService", Name("c1", "c2", "10.0.1.5 from 127.0.0.11", "Resolved"), Name("c1", "netaudit-no-such-name.invalid (which must not exist)", "NotExistentDomain from 127.0.0.11", "Absent"));

        Assert.Equal(("Probed", "Mismatch"), (row.Basis, row.Status));
        Assert.Equal("Yes: c1 asked 127.0.0.11 for c2 and got 10.0.1.5", row.Observed);
        Assert.DoesNotContain("Probed:", row.Reason, StringComparison.Ordinal);
        Assert.Equal("probe from container c1 (eth0 10.0.1.2 on ov1): DNS query A c2 to 127.0.0.11: 10.0.1.5 from 127.0.0.11 (1.5 ms)", row.Evidence[0]);
    }

    [Theory]
    [InlineData("nothing within 1 s", "", ProbeOutcome.Silent)]
    [InlineData("NotExistentDomain from 127.0.0.11", "Unknown", ProbeOutcome.Reached)]
    [InlineData("192.0.2.7 from 127.0.0.11", "Other", ProbeOutcome.Reached)]
    public void A_server_that_is_configured_and_does_not_lead_there_is_a_contradiction(string answer, string value, ProbeOutcome outcome)
    {
        var row = Row("NameService", Name("c1", "c2", answer, value) with { Outcome = outcome });

        Assert.Equal("Probed", row.Basis);
        Assert.Equal($"No: c1 asked 127.0.0.11 for c2 and got {answer.Split(" from ")[0]}", row.Observed);
        Assert.Contains("Probed: packets contradict what is configured (Yes", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_resolve_for_some_are_a_mismatch_with_both_named()
    {
        var row = Row("NameService", Name("c1", "c2", "10.0.1.5 from 127.0.0.11", "Resolved"), Name("c3", "c2", "nothing within 1 s", "") with { Outcome = ProbeOutcome.Silent });

        Assert.Equal("Mismatch", row.Status);
        Assert.Contains("Yes: c1 asked", row.Observed, StringComparison.Ordinal);
        Assert.Contains("No: c3 asked", row.Observed, StringComparison.Ordinal);
    }

    [Fact]
    public void All_protocols_answered_is_all()
    {
        var row = Row("ProtocolSupport", Protocol("TCP"), Protocol("253"), Protocol("multicast", ProbeOutcome.Silent));

        Assert.Equal(("Probed", "Match"), (row.Basis, row.Status));
        Assert.StartsWith("All: TCP, 253 answered between c1 and c2", row.Observed, StringComparison.Ordinal);
        Assert.Contains("multicast doesn't arrive everywhere", row.Observed, StringComparison.Ordinal);
    }

    [Fact]
    public void Silence_where_others_were_answered_is_a_protocol_that_does_not_pass()
    {
        var row = Row("ProtocolSupport", Protocol("TCP"), Protocol("SCTP", ProbeOutcome.Silent));

        Assert.Equal(("Probed", "Mismatch"), (row.Basis, row.Status));
        Assert.StartsWith("TCP: answered; SCTP not between c1 and c2 (nothing within 1 s)", row.Observed, StringComparison.Ordinal);
    }

    [Fact]
    public void Silence_of_all_protocols_tells_nothing()
    {
        var row = Row("ProtocolSupport", Protocol("TCP", ProbeOutcome.Silent), Protocol("SCTP", ProbeOutcome.Silent));

        Assert.NotEqual("Probed", row.Basis);
        Assert.Equal("Inconclusive", row.Status);
        Assert.Contains("probed: no protocol was answered", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_protocol_that_the_kernel_itself_leaves_unanswered_is_not_counted()
    {
        var row = Row("ProtocolSupport", Protocol("TCP"), Protocol("ESP", ProbeOutcome.Failed));

        Assert.Equal("Match", row.Status);
        Assert.Contains("ESP can't be told", row.Observed, StringComparison.Ordinal);
    }

    [Fact]
    public void Silence_between_networks_is_isolation_where_the_sender_was_answered_in_its_own()
    {
        var row = Row("ApplicationIsolation", Pair("c1", "ov1", ProbeOutcome.Reached), Pair("c1", "ov1 to ovenc", ProbeOutcome.Silent));

        Assert.Equal("Probed", row.Basis);
        Assert.StartsWith("Network: c1 and c2 (ov1) reach each other; kept apart: c1 and c2 (ov1 to ovenc)", row.Observed, StringComparison.Ordinal);
        Assert.DoesNotContain("Probed:", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Silence_of_a_sender_that_nobody_answers_tells_nothing()
    {
        var row = Row("ApplicationIsolation", Pair("c1", "ov1", ProbeOutcome.Silent), Pair("c1", "ov1 to ovenc", ProbeOutcome.Silent));

        Assert.NotEqual("Probed", row.Basis);
        Assert.Contains("silence tells nothing", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_packet_between_two_networks_contradicts_what_is_configured()
    {
        var row = Row("ApplicationIsolation", Pair("c1", "ov1", ProbeOutcome.Reached), Pair("c1", "ov1 to ovenc", ProbeOutcome.Reached));

        Assert.Equal(("Probed", "Mismatch"), (row.Basis, row.Status));
        Assert.StartsWith("None between c1 and c2 (ov1 to ovenc)", row.Observed, StringComparison.Ordinal);
        Assert.Contains("Probed: packets contradict what is configured (Network", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_subnets_of_one_network_may_reach_each_other()
    {
        var row = Row("ApplicationIsolation", Pair("c1", "ov1", ProbeOutcome.Reached), Pair("c1", "ov1 10.0.1.0/24 to ov1 10.0.2.0/24", ProbeOutcome.Reached), Pair("c1", "ov1 to ovenc", ProbeOutcome.Silent));

        Assert.StartsWith("Network:", row.Observed, StringComparison.Ordinal);
        Assert.DoesNotContain("Probed:", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_saved_snapshot_repeats_the_probed_audit()
    {
        var host = Host() with { Probes = [Protocol("TCP"), Protocol("SCTP", ProbeOutcome.Silent)] };
        var read = SnapshotFile.Read(SnapshotFile.Write(host), "saved.json");

        Assert.Equal(Row(host, "ProtocolSupport").Observed, Row(read, "ProtocolSupport").Observed);
        Assert.Equal("Probed", Row(read, "ProtocolSupport").Basis);
    }

    private static OverlayFeature Row(string aspect, params ProbeRecord[] records) => HandMade.Row(Host(), "DockerOverlay", aspect, records);

    private static OverlayFeature Row(HostSnapshot host, string aspect) => HandMade.Row(host, "DockerOverlay", aspect);

    private static HostSnapshot Host() => HandMade.Host("engine28-swarm/md1");

    private static ProbeRecord Name(string from, string name, string answer, string value) =>
        Protocol(value) with { From = $"container {from} (eth0 10.0.1.2 on ov1)", To = "127.0.0.11", Sent = "DNS query A " + name, Answer = answer, Milliseconds = 1.5 };

    private static ProbeRecord Pair(string from, string network, ProbeOutcome outcome) => Protocol("local", outcome) with { From = $"container {from} (eth0 10.0.1.2 on ov1)", Network = network };

    private static ProbeRecord Protocol(string value, ProbeOutcome outcome = ProbeOutcome.Reached) => HandMade.Record("ProtocolSupport", value, outcome);
}
