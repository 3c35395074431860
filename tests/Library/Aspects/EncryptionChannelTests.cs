using NetAudit.Library.Tests.Findings.Swarm;
using NetAudit.Matrix;
using NetAudit.Model;
using NetAudit.Rows;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.Probes.ProbeRecordBuilder;

namespace NetAudit.Library.Tests.Aspects;

public sealed class EncryptionChannelTests
{
    private static readonly XfrmState[] s_states =
    [
        new()
        {
            Source = "10.99.0.1",
            Destination = "10.99.0.2",
            Protocol = "esp",
        },
        new()
        {
            Source = "10.99.0.2",
            Destination = "10.99.0.1",
            Protocol = "esp",
        },
    ];

    [Fact]
    public void Declared_and_not_in_force_contradicts_every_edition() =>
        Assert.All(
            Editions.BuiltIn,
            edition =>
            {
                var row = Row(WithPeer(states: []), edition);

                Assert.Equal(FeatureStatus.Mismatch, row.Status);
                Assert.Equal(
                    "Not in force: IPsec on 1 of 7 networks (enc: declared; no ESP state in the kernel for 10.99.0.2); "
                        + "unencrypted: ingress, ov1, ov2, ov6auto, ovint, ovsvc; not allocated: ov6",
                    row.Observed
                );
            }
        );

    [Fact]
    public void With_all_that_it_needs_it_is_in_force()
    {
        var row = Row(Sealed, "current");

        Assert.Equal((FeatureStatus.Match, "Observed"), (row.Status, row.Basis));
        Assert.Equal("Partly encrypted: IPsec on 1 of 3 networks (sec: ESP states in the kernel); unencrypted: app, ingress", row.Observed);
    }

    [Fact]
    public void Where_a_part_of_the_chain_was_not_seen_it_is_open()
    {
        var noPolicies = Row(Sealed.WithHost(ns => ns with { XfrmPolicies = null }), "current");
        var noRules = Row(Sealed.WithHost(ns => ns with { Firewall = null }), "current");

        Assert.Equal((FeatureStatus.Inconclusive, FeatureStatus.Inconclusive), (noPolicies.Status, noRules.Status));
        Assert.Equal(
            "Not confirmed: IPsec declared on 1 of 3 networks (sec: declared; ESP states in the kernel, and IPsec "
                + "policies were not seen); unencrypted: app, ingress",
            noPolicies.Observed
        );
        Assert.Equal(
            "Not confirmed: IPsec declared on 1 of 3 networks (sec: declared; ESP states in the kernel, and the "
                + "rules that mark and drop packets were not seen); unencrypted: app, ingress",
            noRules.Observed
        );
    }

    [Fact]
    public void Without_states_nothing_crosses_where_policies_stand_and_packets_leave_in_clear_where_they_do_not()
    {
        var lost = Row(Sealed.WithHost(ns => ns with { XfrmStates = [] }), "current");
        var clear = Row(Sealed.WithHost(ns => ns with { XfrmStates = [], XfrmPolicies = [] }), "current");
        var unknown = Row(Sealed.WithHost(ns => ns with { XfrmStates = [], XfrmPolicies = null }), "current");

        Assert.All([lost, clear, unknown], row => Assert.Equal(FeatureStatus.Mismatch, row.Status));
        Assert.Equal(
            "Encryption is declared and not in force on sec: nothing crosses, because the kernel must encrypt "
                + "packets and lacks the states for it; the cause is that the kernel has no ESP state for the encrypted "
                + "network sec (EncryptionNotInForce).",
            lost.Reason
        );
        Assert.Equal(
            "Encryption is declared and not in force on sec: packets leave unencrypted, because no policy makes the "
                + "kernel encrypt them; the cause is that the kernel has no ESP state for the encrypted network sec "
                + "(EncryptionNotInForce).",
            clear.Reason
        );
        Assert.Equal(
            "Encryption is declared and not in force on sec: packets are lost or unencrypted; the cause is that the "
                + "kernel has no ESP state for the encrypted network sec (EncryptionNotInForce).",
            unknown.Reason
        );
    }

    [Theory]
    [InlineData("mangle", "OUTPUT", "no rule marks packets of VNI 4098 for IPsec", "packets leave unencrypted")]
    [InlineData(
        "filter",
        "INPUT",
        "no rule drops packets of VNI 4098 that come unencrypted",
        "unencrypted packets from others are accepted"
    )]
    public void A_rule_of_the_engines_that_is_missing_breaks_the_chain(string table, string chain, string observed, string reason)
    {
        var host = Sealed.WithHost(ns =>
            ns with
            {
                Firewall = ns.Firewall! with { Rules = [.. ns.Firewall.Rules.Where(rule => (rule.Table, rule.Chain) != (table, chain))] },
            }
        );
        var row = Row(host, "current");

        Assert.Equal(FeatureStatus.Mismatch, row.Status);
        Assert.StartsWith($"Not in force: IPsec on 1 of 3 networks (sec: declared; {observed})", row.Observed, StringComparison.Ordinal);
        Assert.Contains(reason, row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_states_were_not_read_the_rules_that_were_are_named()
    {
        var row = RecordedHosts.Read("overlay-swarm/sw1").Row("DockerOverlay", "EncryptionChannel");

        Assert.StartsWith(
            "Not confirmed: IPsec declared on 1 of 9 networks (ovenc: declared, and rules mark its packets and drop "
                + "unencrypted ones that arrive; the "
                + "kernel's ESP states were not read)",
            row.Observed
        );
        Assert.Contains(row.Evidence, line => line.StartsWith("iptables -t mangle -S OUTPUT: -A OUTPUT -p udp", StringComparison.Ordinal));
        Assert.Contains(row.Evidence, line => line.StartsWith("iptables -t filter -S INPUT: -A INPUT -p udp", StringComparison.Ordinal));
    }

    /// <summary>Without a rule that marks them, packets leave unencrypted, whatever the IPsec states are.</summary>
    [Fact]
    public void Without_the_rule_that_marks_nothing_is_encrypted_whether_states_were_read_or_not()
    {
        var host = RecordedHosts.Read("overlay-swarm/sw1");
        var firewall = host.HostNamespace!.Firewall!;
        var unmarked = host with
        {
            HostNamespace = host.HostNamespace with
            {
                Firewall = firewall with { Rules = [.. firewall.Rules.Where(rule => rule is not { Table: "mangle", Chain: "OUTPUT" })] },
            },
        };

        Assert.StartsWith("Not in force: IPsec", unmarked.Row("DockerOverlay", "EncryptionChannel").Observed);
    }

    [Fact]
    public void Declared_and_not_seen_proves_nothing()
    {
        var row = Row(WithPeer(states: null), "current");

        Assert.Equal(FeatureStatus.Inconclusive, row.Status);
        Assert.Equal("Encryption is declared on enc, and whether it is in force was not seen.", row.Reason);
        Assert.Equal(FeatureStatus.Outdated, Row(WithPeer(states: null), "blog-2015").Status);
    }

    [Fact]
    public void The_swarms_own_network_is_listed_as_any_other() =>
        Assert.Equal(
            "Not confirmed: IPsec declared on 1 of 7 networks (enc: declared; ESP states in the kernel, and IPsec "
                + "policies were not seen); unencrypted: ingress, ov1, ov2, ov6auto, ovint, ovsvc; not allocated: ov6",
            Row(WithPeer(s_states), "current").Observed
        );

    [Fact]
    public void The_swarms_own_network_is_encrypted_where_it_was_made_so()
    {
        var options = new Dictionary<string, string> { ["com.docker.network.driver.overlay.vxlanid_list"] = "4096", ["encrypted"] = "" };
        var host = Sealed.WithNetwork("ingress", network => network with { Options = options });

        Assert.Contains(
            "Not in force: IPsec on 1 of 3 networks (ingress: declared; no rule",
            Row(host.WithNetwork("sec", Plain), "current").Observed
        );

        static Network Plain(Network network) => network with { Options = new Dictionary<string, string>() };
    }

    [Fact]
    public void Packets_that_are_lost_where_encryption_is_not_in_force_have_their_cause_named()
    {
        NetworkRef network = new() { Name = "enc" };
        var lost = Way(null, ProbeOutcome.Silent) with
        {
            From = Container("e1", network),
            To = Remote("e2", network, "10.0.9.3", "10.99.0.2"),
        };
        var row = WithPeer(states: []).WithProbes("DockerOverlay", lost).Row("DockerOverlay", "PartialConnectivity", "current");

        Assert.Equal(
            "No packet arrived (e1 and e2 on 10.99.0.2); packets to 10.99.0.2 are lost because the kernel has no ESP "
                + "state for the encrypted network enc (EncryptionNotInForce).",
            row.Reason
        );
    }

    [Fact]
    public void A_packet_in_clear_contradicts_encryption_and_an_encrypted_one_contradicts_clear()
    {
        var encrypted = Probed(On("enc", Wire(ProbeCheck.EncryptionChannel, null, EncryptionScheme.None)));
        var clear = Probed(Wire(ProbeCheck.EncryptionChannel, null, EncryptionScheme.IPsec));

        Assert.Equal(
            "Unencrypted on the wire: network enc, though IPsec is declared, between c1 and c2 the marker readable "
                + "on eth0 in a plain IP packet, nothing around it, 10.99.0.1 to 10.99.0.2. Not checked: network ingress "
                + "(No by configuration), network ov1 (No by configuration), network ov2 (No by configuration), "
                + "network ov6auto (No by configuration), network "
                + "ovint (No by configuration), network ovsvc (No by configuration)",
            encrypted.Observed
        );
        Assert.Equal(FeatureStatus.Mismatch, encrypted.Status);
        Assert.Equal("Packets contradict the configuration (IPsec, No by declaration).", encrypted.Reason);
        Assert.Equal(
            "Encrypted on the wire: IPsec on network ov1, between c1 and c2 the marker not readable on eth0; each "
                + "time ESP of 120 bytes, 10.99.0.1 to 10.99.0.2. Not checked: network enc (IPsec by configuration), "
                + "network ingress (No by "
                + "configuration), network ov2 (No by configuration), network ov6auto (No by configuration), network ovint (No by "
                + "configuration), network ovsvc (No by configuration)",
            clear.Observed
        );
    }

    /// <summary>A swarm's host whose encrypted network has all that it needs.</summary>
    private static HostSnapshot Sealed => SwarmHost.Encrypted.WithHost(ns => ns with { XfrmPolicies = [SwarmHost.Policy] });

    /// <summary>A swarm's host whose encrypted network has another host as its peer.</summary>
    private static HostSnapshot WithPeer(IReadOnlyList<XfrmState>? states)
    {
        var host = RecordedHosts.Read("engine28-swarm/md1");
        var task = new NetworkTask
        {
            Service = "s",
            Name = "s.1.x",
            Address = "10.0.9.3",
            HostAddress = "10.99.0.2",
        };
        return host with
        {
            Networks = [.. host.Networks!.Select(network => network.Name == "enc" ? network with { Tasks = [task] } : network)],
            HostNamespace = host.HostNamespace! with { XfrmStates = states, XfrmPolicies = null },
        };
    }

    private static OverlayFeature Row(HostSnapshot host, string edition) => host.Row("DockerOverlay", "EncryptionChannel", edition);

    private static OverlayFeature Probed(params ProbeRecord[] records) =>
        Row(RecordedHosts.Read("engine28-swarm/md1").WithProbes("DockerOverlay", records), "blog-2015");

    private static ProbeRecord On(string network, ProbeRecord record) =>
        record with
        {
            From = record.From with { Network = new() { Name = network } },
            To = record.To! with { Network = new() { Name = network } },
        };
}
