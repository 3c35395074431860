using NetAudit.Collection;
using NetAudit.Library.Tests.Probes;
using NetAudit.Rows;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.Probes.ProbeRecordBuilder;

namespace NetAudit.Library.Tests.Aspects;

public sealed class JudgingTests
{
    [Fact]
    public void A_name_that_led_to_its_container_is_proof()
    {
        var row = Row("NameService", Resolved("c1"), Name("c1", "netaudit-no-such-name.invalid", NameResult.Absent, ProbeOutcome.Reached));

        Assert.Equal(("Probed", "Outdated"), (row.Basis, row.Status));
        Assert.Equal("Yes: c1 asked 127.0.0.11 for c2 and got 10.0.1.5", row.Observed);
        Assert.DoesNotContain("Probed:", row.Reason, StringComparison.Ordinal);
        Assert.Equal(
            "probe from container c1 (eth0 10.0.1.2 on ov1): DNS query A c2 to 127.0.0.11: 10.0.1.5 from 127.0.0.11 (1.5 ms)",
            row.Evidence[0]
        );
    }

    [Theory]
    [InlineData("no such name", NameResult.Unknown, ProbeOutcome.Reached)]
    [InlineData("192.0.2.7", NameResult.Other, ProbeOutcome.Reached)]
    public void A_server_that_is_configured_and_does_not_lead_there_is_a_contradiction(
        string answer,
        NameResult result,
        ProbeOutcome outcome
    )
    {
        var row = Row("NameService", Name("c1", "c2", result, outcome, result == NameResult.Other ? ["192.0.2.7"] : []));

        Assert.Equal("Probed", row.Basis);
        Assert.Equal($"No: c1 asked 127.0.0.11 for c2 and got {answer}", row.Observed);
        Assert.Contains("Probed: packets contradict what is configured (Yes", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_resolve_for_some_are_a_mismatch_with_both_named()
    {
        var row = Row("NameService", Resolved("c1"), Name("c3", "c2", NameResult.Unknown, ProbeOutcome.Reached));

        Assert.Equal("Mismatch", row.Status);
        Assert.Contains("Yes: c1 asked", row.Observed, StringComparison.Ordinal);
        Assert.Contains("No: c3 asked", row.Observed, StringComparison.Ordinal);
    }

    [Fact]
    public void All_protocols_answered_is_all()
    {
        var row = Row(
            "ProtocolSupport",
            Across(ProbeProtocol.Tcp),
            Across(ProbeProtocol.Experimental),
            Protocol(ProbeProtocol.Multicast, ProbeOutcome.Silent)
        );

        Assert.Equal(("Probed", "Match"), (row.Basis, row.Status));
        Assert.StartsWith("All: TCP, 253 answered between c1 and c2 on 10.99.0.2", row.Observed, StringComparison.Ordinal);
        Assert.Contains("multicast doesn't arrive everywhere", row.Observed, StringComparison.Ordinal);
    }

    [Fact]
    public void Silence_where_others_were_answered_is_a_protocol_that_does_not_pass()
    {
        var row = Row("ProtocolSupport", Protocol(ProbeProtocol.Tcp), Protocol(ProbeProtocol.Sctp, ProbeOutcome.Silent));

        Assert.Equal(("Probed", "Mismatch"), (row.Basis, row.Status));
        Assert.StartsWith("TCP: answered; SCTP not between c1 and c2 (nothing within 1 s)", row.Observed, StringComparison.Ordinal);
    }

    [Fact]
    public void Silence_of_all_protocols_tells_nothing()
    {
        var row = Row(
            "ProtocolSupport",
            Protocol(ProbeProtocol.Tcp, ProbeOutcome.Silent),
            Protocol(ProbeProtocol.Sctp, ProbeOutcome.Silent)
        );

        Assert.NotEqual("Probed", row.Basis);
        Assert.Equal("Inconclusive", row.Status);
        Assert.Contains("probed: nothing at all crosses between c1 and c2", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_protocol_that_the_kernel_itself_leaves_unanswered_is_not_counted()
    {
        var row = Row("ProtocolSupport", Across(ProbeProtocol.Tcp), Across(ProbeProtocol.Esp, ProbeOutcome.Failed));

        Assert.Equal("Match", row.Status);
        Assert.Contains("ESP can't be told", row.Observed, StringComparison.Ordinal);
    }

    [Fact]
    public void Silence_between_networks_is_isolation_where_the_sender_was_answered_in_its_own()
    {
        var row = Row("ApplicationIsolation", Pair("c1", Ov1, Ov1, ProbeOutcome.Reached), Pair("c1", Ov1, Ovenc, ProbeOutcome.Silent));

        Assert.Equal("Probed", row.Basis);
        Assert.StartsWith(
            "Network: c1 and c2 (ov1) reach each other; kept apart: c1 and c2 (ov1 to ovenc)",
            row.Observed,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("Probed:", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Silence_of_a_sender_that_nobody_answers_tells_nothing()
    {
        var row = Row("ApplicationIsolation", Pair("c1", Ov1, Ov1, ProbeOutcome.Silent), Pair("c1", Ov1, Ovenc, ProbeOutcome.Silent));

        Assert.NotEqual("Probed", row.Basis);
        Assert.Contains("silence tells nothing", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_packet_between_two_networks_contradicts_what_is_configured()
    {
        var row = Row("ApplicationIsolation", Pair("c1", Ov1, Ov1, ProbeOutcome.Reached), Pair("c1", Ov1, Ovenc, ProbeOutcome.Reached));

        Assert.Equal(("Probed", "Mismatch"), (row.Basis, row.Status));
        Assert.StartsWith("None between c1 and c2 (ov1 to ovenc)", row.Observed, StringComparison.Ordinal);
        Assert.Contains("Probed: packets contradict what is configured (Network", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_subnets_of_one_network_may_reach_each_other()
    {
        var row = Row(
            "ApplicationIsolation",
            Pair("c1", Ov1, Ov1, ProbeOutcome.Reached),
            Pair("c1", Ov1 with { Subnet = "10.0.1.0/24" }, Ov1 with { Subnet = "10.0.2.0/24" }, ProbeOutcome.Reached),
            Pair("c1", Ov1, Ovenc, ProbeOutcome.Silent)
        );

        Assert.StartsWith("Network:", row.Observed, StringComparison.Ordinal);
        Assert.DoesNotContain("Probed:", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_saved_snapshot_repeats_the_probed_audit()
    {
        var host = Host() with { Probes = [Protocol(ProbeProtocol.Tcp), Protocol(ProbeProtocol.Sctp, ProbeOutcome.Silent)] };
        var read = SnapshotFile.Read(SnapshotFile.Write(host), "saved.json");

        Assert.Equal(Row(host, "ProtocolSupport").Observed, Row(read, "ProtocolSupport").Observed);
        Assert.Equal("Probed", Row(read, "ProtocolSupport").Basis);
    }

    [Fact]
    public void A_server_that_answers_nothing_at_all_tells_nothing_of_names()
    {
        var row = Row(
            "NameService",
            Name("c1", "c2", NameResult.Untold, ProbeOutcome.Silent),
            Name("c1", "c2.ov1", NameResult.Untold, ProbeOutcome.Silent)
        );

        Assert.Equal("Inconclusive", row.Status);
        Assert.Contains(
            "probed: no server answered anything: c1 asked 127.0.0.11 for c2 and got nothing within 1 s",
            row.Reason,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Packets_that_stay_on_one_bridge_prove_nothing_of_what_carries_them_between_hosts()
    {
        var row = Row("ProtocolSupport", Protocol(ProbeProtocol.Tcp), Protocol(ProbeProtocol.Sctp));

        Assert.NotEqual("Probed", row.Basis);
        Assert.Contains("within this host only", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cut_between_the_hosts_is_no_match_of_protocols_whatever_the_rules_say()
    {
        var row = Row(
            "ProtocolSupport",
            Protocol(ProbeProtocol.Tcp),
            Across(ProbeProtocol.Tcp, ProbeOutcome.Silent),
            Across(ProbeProtocol.Udp, ProbeOutcome.Silent)
        );

        Assert.Equal("Inconclusive", row.Status);
        Assert.Contains("nothing at all crosses between c1 and c2 on 10.99.0.2", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Silence_of_another_host_is_no_isolation_where_nothing_crossed_to_it()
    {
        var far = Pair("c1", Ov1, Ovenc, ProbeOutcome.Silent) with { To = Remote("c9", Ovenc, "10.0.9.2", "10.99.0.12") };
        var row = Row("ApplicationIsolation", Pair("c1", Ov1, Ov1, ProbeOutcome.Reached), far);
        var controlled = Row(
            "ApplicationIsolation",
            Pair("c1", Ov1, Ov1, ProbeOutcome.Reached),
            far,
            Answered(Pair("c1", Ov1, Ov1, ProbeOutcome.Reached), "10.99.0.12")
        );

        Assert.NotEqual("Probed", row.Basis);
        Assert.Contains(
            "no packet of any kind crossed to where they are (c1 and c9 on 10.99.0.12 (ov1 to ovenc))",
            row.Reason,
            StringComparison.Ordinal
        );
        Assert.Equal("Probed", controlled.Basis);
        Assert.Contains("kept apart: c1 and c9 on 10.99.0.12", controlled.Observed, StringComparison.Ordinal);
    }

    private static ProbeRecord Answered(ProbeRecord record, string host) => record with { To = Remote("c2", Ov1, "10.0.1.5", host) };

    private static ProbeRecord Across(ProbeProtocol protocol, ProbeOutcome outcome = ProbeOutcome.Reached) =>
        Protocol(protocol, outcome) with
        {
            To = Remote("c2", Ov1, "10.0.1.5", "10.99.0.2"),
        };

    private static NetworkRef Ovenc { get; } = new() { Name = "ovenc" };

    private static OverlayFeature Row(string aspect, params ProbeRecord[] records) =>
        ProbeRecordBuilder.Row(Host(), "DockerOverlay", aspect, records);

    private static OverlayFeature Row(HostSnapshot host, string aspect) => ProbeRecordBuilder.Row(host, "DockerOverlay", aspect);

    private static HostSnapshot Host() => ProbeRecordBuilder.Host("engine28-swarm/md1");

    private static ProbeRecord Resolved(string from) => Name(from, "c2", NameResult.Resolved, ProbeOutcome.Reached, "10.0.1.5");
}
