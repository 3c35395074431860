using NetAudit.Live.Tests.Support;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Live.Tests.Probes;

[Collection(nameof(ProbeFixture))]
public sealed class ProtocolProbeTests(ProbeFixture lab) : LabTestBase<ProbeFixture>(lab)
{
    [Fact]
    public async Task Every_protocol_is_answered_across_an_overlay_here_and_on_the_other_host()
    {
        var probed = await ProbeFixture.ProbeAsync(Lab.Manager, "ProtocolSupport", "ova-2");

        foreach (var target in new[] { "(ova-3 on ova)", "(far on ova, host 10.99.0.2)" })
        {
            Assert.Equal(
                ["253", "ESP", "GRE", "ICMP", "SCTP", "TCP", "UDP"],
                Reached(probed, target).Except(["multicast", "broadcast"]).Order(StringComparer.Ordinal)
            );
        }

        var row = ProbeFixture.Row(probed, "DockerOverlay", "ProtocolSupport");
        Assert.Equal(("Probed", FeatureStatus.Match), (row.Basis, row.Status));
        Assert.StartsWith("All: ICMP, TCP, UDP, SCTP, GRE, ESP, 253 answered", row.Observed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ova-4", "ova-5", "sctp", "SCTP")]
    [InlineData("ova-6", "far", "253", "253")]
    public async Task A_protocol_that_a_firewall_drops_is_named_and_the_others_stay(string from, string to, string protocol, string name)
    {
        var host = to == "far" ? Lab.Worker : Lab.Manager;
        await host.InsideAsync(to, $"iptables -A INPUT -p {protocol} -j DROP");
        try
        {
            var probed = await ProbeFixture.ProbeAsync(Lab.Manager, "ProtocolSupport", from);
            var silent = Assert.Single(
                probed.Probes!,
                record => record.Outcome == ProbeOutcome.Silent && record.Value != "multicast" && record.Value != "broadcast"
            );

            Assert.Equal(name, silent.Value);
            Assert.Contains($"({to} on ova", silent.Target, StringComparison.Ordinal);
            var row = ProbeFixture.Row(probed, "DockerOverlay", "ProtocolSupport");
            Assert.Equal(("Probed", FeatureStatus.Mismatch), (row.Basis, row.Status));
            Assert.Contains($"{name} not answered between {from} and {to}", row.Observed, StringComparison.Ordinal);
            Assert.Contains("nothing within 1 s", row.Observed, StringComparison.Ordinal);
        }
        finally
        {
            await host.InsideAsync(to, $"iptables -D INPUT -p {protocol} -j DROP");
        }
    }

    [Fact]
    public async Task What_arrives_unanswered_within_this_host_is_seen_there_without_a_wait_for_silence()
    {
        const string Answers = "OUTPUT -p icmp --icmp-type protocol-unreachable -j DROP";
        await Lab.Manager.InsideAsync("ovb-3", $"iptables -A {Answers}");
        try
        {
            var probed = await ProbeFixture.ProbeAsync(Lab.Manager, "ProtocolSupport", "ovb-2");
            var unanswered = probed.Probes!.Where(record => record.Value is "SCTP" or "GRE" or "ESP" or "253").ToList();

            Assert.Equal(4, unanswered.Count);
            Assert.All(unanswered, record => Assert.Equal(ProbeOutcome.Reached, record.Outcome));
            Assert.All(unanswered, record => Assert.Equal((true, null), (record.Packets[0].Arrived, record.Packets[0].Reply)));
            Assert.All(unanswered, record => Assert.InRange(record.Took.TotalSeconds, 0, 0.9));
        }
        finally
        {
            await Lab.Manager.InsideAsync("ovb-3", $"iptables -D {Answers}");
        }
    }

    [Fact]
    public async Task A_firewall_that_refuses_in_its_own_name_is_no_answer_of_the_target()
    {
        await Lab.Manager.InsideAsync("ovb-5", "iptables -A INPUT -p udp -j REJECT --reject-with icmp-admin-prohibited");
        try
        {
            var probed = await ProbeFixture.ProbeAsync(Lab.Manager, "ProtocolSupport", "ovb-4");
            var refused = Assert.Single(probed.Probes!, record => record.Value == "UDP");

            Assert.Equal(ProbeOutcome.Refused, refused.Outcome);
            Assert.StartsWith("ICMP administratively prohibited from", refused.Answer, StringComparison.Ordinal);
        }
        finally
        {
            await Lab.Manager.InsideAsync("ovb-5", "iptables -F INPUT");
        }
    }

    [Fact]
    public async Task Multicast_and_broadcast_arrive_between_two_containers_of_one_bridge()
    {
        var probed = await ProbeFixture.ProbeAsync(Lab.Flannel, "ProtocolSupport");

        Assert.All(
            probed.Probes!.Where(record => record.Value is "multicast" or "broadcast"),
            record => Assert.Equal(ProbeOutcome.Reached, record.Outcome)
        );
        Assert.Contains(probed.Probes!, record => record.Value == "multicast");
        Assert.Contains(probed.Probes!, record => record.Value == "broadcast");
    }

    private static IEnumerable<string> Reached(HostSnapshot host, string target) =>
        host.Probes!.Where(record => record.Target.EndsWith(target, StringComparison.Ordinal) && record.Outcome == ProbeOutcome.Reached)
            .Select(record => record.Value);
}
