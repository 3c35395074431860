using NetAudit.Findings;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Bridge;

public sealed class BridgeTrafficDroppedTests
{
    [Fact]
    public void Where_the_rules_accept_it_or_do_not_see_it_nothing_is_said()
    {
        Assert.Empty(PlainHost.Sound.Sysctl(SysctlNames.BridgeNfIptables, 1).Find<BridgeTrafficDropped>());
        Assert.Empty(Flushed.Sysctl(SysctlNames.BridgeNfIptables, 0).Find<BridgeTrafficDropped>());
    }

    [Fact]
    public void A_policy_that_drops_it_cuts_containers_of_one_bridge_off_from_each_other()
    {
        var findings = Flushed.Sysctl(SysctlNames.BridgeNfIptables, 1).Find<BridgeTrafficDropped>();

        Assert.All(findings, finding => Assert.Equal(Severity.Error, finding.Severity));
        Assert.Contains(
            findings,
            finding =>
                finding.Subject.Name == "br1"
                && finding.Message.Contains("don't reach each other: the policy of FORWARD drops", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_network_that_keeps_its_containers_apart_is_left_out() =>
        Assert.DoesNotContain(
            Flushed.Sysctl(SysctlNames.BridgeNfIptables, 1).Find<BridgeTrafficDropped>(),
            finding => finding.Subject.Name == "bropts"
        );

    [Fact]
    public void A_rule_of_somebodys_is_a_warning_and_one_in_the_users_chain_is_meant()
    {
        var host = PlainHost.Sound.Sysctl(SysctlNames.BridgeNfIptables, 1);

        Assert.All(
            host.Before("filter FORWARD -p tcp -j DROP").Find<BridgeTrafficDropped>(),
            finding => Assert.Equal(Severity.Warning, finding.Severity)
        );
        Assert.Equal(
            ["br1", "br6", "bridge", "brint"],
            host.Before("filter FORWARD -p tcp -j DROP").Find<BridgeTrafficDropped>().Select(finding => finding.Subject.Name)
        );
        Assert.Empty(host.Before("filter DOCKER-USER -p tcp -j DROP").Find<BridgeTrafficDropped>());
    }

    private static HostSnapshot Flushed =>
        PlainHost.Sound.Keep(rule => rule.Table != "filter").Policy("filter", "FORWARD", FirewallPolicy.Drop);
}
