using NetAudit.Findings;
using NetAudit.Model;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.Findings.Bridge.BridgeHost;

namespace NetAudit.Library.Tests.Findings.Bridge;

public sealed class MasqueradeMissingTests
{
    [Fact]
    public void A_masquerade_rule_that_is_gone_is_named_with_the_command_that_adds_it()
    {
        var host = Sound;
        var network = host.Networks!.Single(network => network.Name == "br1");
        var subnet = network.Pools![0].Subnet!;
        bool IsIts(FirewallRule rule) => rule.Does(FirewallTargetKind.Masquerade) && rule.Values(FirewallMatchKind.Source).Contains(subnet);
        var finding = Assert.Single(WithRules(rule => !IsIts(rule)).Find<MasqueradeMissing>());

        Assert.Equal((Severity.Error, "br1"), (finding.Severity, finding.Subject.Name));
        Assert.StartsWith(
            $"iptables -t nat -A POSTROUTING -s {subnet} ! -o {HostQueries.BridgeLinkOf(network)} -j MASQUERADE",
            finding.Remediation,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Networks_that_are_not_to_be_masqueraded_are_left_out()
    {
        var findings = WithRules(rule => !rule.Does(FirewallTargetKind.Masquerade)).Find<MasqueradeMissing>();

        Assert.Equal(["br1", "br6", "bridge", "bropts"], findings.Select(finding => finding.Subject.Name));
        Assert.DoesNotContain(findings, finding => finding.Subject.Name is "brrouted" or "brisolated" or "brint");
    }

    [Fact]
    public void A_rule_that_keeps_the_addresses_on_purpose_is_information()
    {
        var subnet = PlainHost.Sound.Network("br1").Pools![0].Subnet!;
        var finding = Assert.Single(PlainHost.Sound.Before($"nat POSTROUTING -s {subnet} -j ACCEPT").Find<MasqueradeMissing>());

        Assert.Equal((Severity.Information, "br1"), (finding.Severity, finding.Subject.Name));
        Assert.Equal(
            $"Packets of containers on network br1 (mb1, b2, b1) leave by eth0 with their own addresses, so only hosts that have a route "
                + $"to {subnet} can answer: a rule of chain POSTROUTING accepts them before the rule that masquerades them.",
            finding.Message
        );
    }

    [Fact]
    public void A_rule_that_turns_connection_tracking_off_is_named_instead_of_a_missing_rule()
    {
        var bridge = PlainHost.Sound.BridgeOf("br1");
        var finding = Assert.Single(PlainHost.Sound.Before($"raw PREROUTING -i {bridge} -j NOTRACK").Find<MasqueradeMissing>());

        Assert.Equal((Severity.Error, "br1"), (finding.Severity, finding.Subject.Name));
        Assert.Contains("out of connection tracking (NOTRACK)", finding.Message, StringComparison.Ordinal);
        Assert.Contains(finding.Evidence, evidence => evidence.ToString().Contains($"-i {bridge} -j NOTRACK", StringComparison.Ordinal));
    }
}
