using NetAudit.Collection;
using NetAudit.Model;
using NetAudit.Rows;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.Probes.ProbeRecordBuilder;

namespace NetAudit.Library.Tests.Aspects;

public sealed class ProtocolSupportTests
{
    [Fact]
    public void Rules_that_accept_a_profiles_own_members_let_all_pass_within_a_network() =>
        Assert.Equal(
            "All, within a network: 2 rules that accept packets to containers name no protocol. Not checked: whether packets arrive",
            RecordedHosts.Read("calico-libnetwork-v2.6/host1").Row("Calico", "ProtocolSupport").Observed
        );

    [Fact]
    public void All_protocols_answered_is_all()
    {
        var row = Row(
            Across(ProbeProtocol.Tcp),
            Across(ProbeProtocol.Experimental),
            Protocol(ProbeProtocol.Multicast, ProbeOutcome.Silent)
        );

        Assert.Equal(("Probed", FeatureStatus.Match), (row.Basis, row.Status));
        Assert.Equal(
            "All: TCP, 253 answered between c1 and c2 on 10.99.0.2; multicast doesn't arrive everywhere within this host",
            row.Observed
        );
    }

    [Fact]
    public void Silence_where_others_were_answered_is_a_protocol_that_does_not_pass()
    {
        var row = Row(Protocol(ProbeProtocol.Tcp), Protocol(ProbeProtocol.Sctp, ProbeOutcome.Silent));

        Assert.Equal(("Probed", FeatureStatus.Mismatch), (row.Basis, row.Status));
        Assert.Equal("TCP: answered; SCTP not answered between c1 and c2 (nothing within 1 s)", row.Observed);
    }

    [Fact]
    public void Silence_of_all_protocols_tells_nothing()
    {
        var row = Row(Protocol(ProbeProtocol.Tcp, ProbeOutcome.Silent), Protocol(ProbeProtocol.Sctp, ProbeOutcome.Silent));

        Assert.NotEqual("Probed", row.Basis);
        Assert.Equal(FeatureStatus.Inconclusive, row.Status);
        Assert.Equal("Nothing at all crosses between c1 and c2, so silence proves nothing.", row.Reason);
    }

    [Fact]
    public void A_protocol_that_the_kernel_itself_leaves_unanswered_is_not_counted()
    {
        var row = Row(Across(ProbeProtocol.Tcp), Across(ProbeProtocol.Esp, ProbeOutcome.Failed));

        Assert.Equal(FeatureStatus.Match, row.Status);
        Assert.Equal("All: TCP answered between c1 and c2 on 10.99.0.2; unknown: ESP", row.Observed);
    }

    [Fact]
    public void Packets_that_stay_on_one_bridge_prove_nothing_of_what_carries_them_between_hosts()
    {
        var row = Row(Protocol(ProbeProtocol.Tcp), Protocol(ProbeProtocol.Sctp));

        Assert.NotEqual("Probed", row.Basis);
        Assert.Equal(
            "TCP, SCTP answered between c1 and c2 within this host only, and no container of another host is known to send to.",
            row.Reason
        );
    }

    [Fact]
    public void A_cut_between_the_hosts_is_no_match_of_protocols_whatever_the_rules_say()
    {
        var row = Row(
            Protocol(ProbeProtocol.Tcp),
            Across(ProbeProtocol.Tcp, ProbeOutcome.Silent),
            Across(ProbeProtocol.Udp, ProbeOutcome.Silent)
        );

        Assert.Equal(FeatureStatus.Inconclusive, row.Status);
        Assert.Equal("Nothing at all crosses between c1 and c2 on 10.99.0.2, so silence proves nothing.", row.Reason);
    }

    [Fact]
    public void A_saved_snapshot_repeats_the_probed_audit()
    {
        var host = Host(Protocol(ProbeProtocol.Tcp), Protocol(ProbeProtocol.Sctp, ProbeOutcome.Silent));
        var read = SnapshotFile.Read(SnapshotFile.Write(host), "saved.json");

        Assert.Equal("Probed", Row(host).Basis);
        Assert.Equivalent(Row(host), Row(read), strict: true);
    }

    [Fact]
    public void What_is_for_all_on_a_link_is_said_to_leave_or_not()
    {
        var row = Row(
            Across(ProbeProtocol.Tcp),
            ToMany(ProbeProtocol.Multicast, left: true),
            ToMany(ProbeProtocol.Broadcast, left: false),
            ToMany(ProbeProtocol.ForeignFrame, left: null)
        );

        Assert.Equal(("Probed", FeatureStatus.Match), (row.Basis, row.Status));
        Assert.Equal(
            "All: TCP answered between c1 and c2 on 10.99.0.2; to other hosts: multicast leaves this host, broadcast "
                + "doesn't leave this host, a foreign frame may leave",
            row.Observed
        );
        Assert.Contains(
            row.Evidence,
            line => line.Contains("a UDP datagram to all hosts of the link (224.0.0.1) to 10.0.1.5 (c2 on ov1, host 10.99.0.2): it left")
        );
    }

    private static ProbeRecord ToMany(ProbeProtocol protocol, bool? left) =>
        Across(protocol) with
        {
            Outcome =
                left == true ? ProbeOutcome.Seen
                : left == false ? ProbeOutcome.NotSeen
                : ProbeOutcome.Failed,
            Packets =
            [
                new()
                {
                    Protocol = protocol,
                    GroupAddress = protocol == ProbeProtocol.Multicast ? "224.0.0.1" : null,
                    Left = left,
                },
            ],
        };

    private static HostSnapshot Host(params ProbeRecord[] records) =>
        RecordedHosts.Read("engine28-swarm/md1").WithProbes("DockerOverlay", records);

    private static OverlayFeature Row(params ProbeRecord[] records) => Row(Host(records));

    private static OverlayFeature Row(HostSnapshot host) => host.Row("DockerOverlay", "ProtocolSupport");
}
