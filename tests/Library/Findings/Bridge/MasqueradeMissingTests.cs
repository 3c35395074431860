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
}
