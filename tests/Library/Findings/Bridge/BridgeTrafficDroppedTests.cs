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
                && finding.Message.Contains(
                    "don't reach each other, and reach nothing beyond this host: the policy of FORWARD drops",
                    StringComparison.Ordinal
                )
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

    [Fact]
    public void A_rule_that_lets_some_ports_between_containers_pass_keeps_the_others_apart_on_purpose()
    {
        var host = PlainHost.Sound.Sysctl(SysctlNames.BridgeNfIptables, 1).Before("filter FORWARD -i br-+ -o br-+ -j DROP");

        Assert.Contains(host.Find<BridgeTrafficDropped>(), finding => finding.Subject.Name == "br1");
        Assert.Empty(host.Before("filter FORWARD -p tcp --dport 5432 -j ACCEPT").Find<BridgeTrafficDropped>());
    }

    [Fact]
    public void The_repair_accepts_the_packets_just_before_the_rule_that_drops_them()
    {
        var host = PlainHost.Sound.Sysctl(SysctlNames.BridgeNfIptables, 1);
        var bridge = host.BridgeOf("br1");
        var finding = host.Before($"filter FORWARD -i {bridge} -j DROP")
            .Before("filter FORWARD -i eth9 -j ACCEPT")
            .Find<BridgeTrafficDropped>()
            .Single(finding => finding.Subject.Name == "br1");

        Assert.Equal(
            $"Containers on network br1 (mb1, b2, b1) don't reach each other, and reach nothing beyond this host: a rule of chain FORWARD "
                + $"drops packets between ports of {bridge}.",
            finding.Message
        );
        Assert.StartsWith($"iptables -I FORWARD 2 -i {bridge} -o {bridge} -j ACCEPT # ", finding.Remediation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_of_another_tool_does_not_mean_that_the_engines_rule_is_missing()
    {
        var chain = new FirewallChain
        {
            Tool = FirewallTool.Nft,
            Family = FirewallFamily.Inet,
            Table = "lockdown",
            Name = "forw",
            Hook = FirewallHook.Forward,
            Priority = -5,
            Type = FirewallChainType.Filter,
            Policy = FirewallPolicy.Drop,
        };
        var host = PlainHost
            .Sound.Sysctl(SysctlNames.BridgeNfIptables, 1)
            .Here(here => here with { Firewall = here.Firewall! with { Chains = [.. here.Firewall!.Chains, chain] } });
        var bridge = host.BridgeOf("br1");
        var finding = host.Find<BridgeTrafficDropped>().Single(finding => finding.Subject.Name == "br1");

        Assert.EndsWith($"the policy of forw drops packets between ports of {bridge}.", finding.Message, StringComparison.Ordinal);
        Assert.StartsWith(
            $"nft insert rule inet lockdown forw iifname \"{bridge}\" oifname \"{bridge}\" accept # ",
            finding.Remediation,
            StringComparison.Ordinal
        );
    }

    private static HostSnapshot Flushed =>
        PlainHost.Sound.Keep(rule => rule.Table != "filter").Policy("filter", "FORWARD", FirewallPolicy.Drop);
}
