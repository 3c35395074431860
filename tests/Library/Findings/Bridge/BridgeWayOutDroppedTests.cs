using NetAudit.Findings;
using NetAudit.Model;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.Findings.Bridge.BridgeHost;

namespace NetAudit.Library.Tests.Findings.Bridge;

public sealed class BridgeWayOutDroppedTests
{
    [Fact]
    public void Where_the_rules_were_flushed_and_the_policy_stays_nothing_gets_out()
    {
        var findings = WithRules(_ => false).WithForwardDrop().Find<BridgeWayOutDropped>();

        Assert.Contains(findings, finding => finding.Subject.Name == "br1");
        Assert.DoesNotContain(findings, finding => finding.Subject.Name == "brint");
        Assert.All(findings, finding => Assert.Equal(Severity.Error, finding.Severity));
        Assert.All(
            findings,
            finding => Assert.Contains("the policy of FORWARD drops packets from ", finding.Message, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_rule_of_somebody_else_that_drops_it_is_a_warning_and_one_of_the_users_chain_is_by_design()
    {
        Assert.All(WithDrop("FORWARD").Find<BridgeWayOutDropped>(), finding => Assert.Equal(Severity.Warning, finding.Severity));
        Assert.Equal(
            ["br1", "br6", "bridge", "bropts", "brrouted"],
            WithDrop("FORWARD").Find<BridgeWayOutDropped>().Select(finding => finding.Subject.Name)
        );
        Assert.Empty(WithDrop("DOCKER-USER").Find<BridgeWayOutDropped>());
    }

    [Fact]
    public void Where_the_engines_chains_are_not_seen_both_kinds_of_iptables_must_have_been_asked()
    {
        var host = WithRules(_ => false).WithForwardDrop();
        var firewall = host.HostNamespace!.Firewall! with { ReadBy = [FirewallTool.Iptables, FirewallTool.IptablesLegacy] };
        firewall = firewall with { Chains = [.. firewall.Chains.Where(chain => chain.Policy is not null)] };
        HostSnapshot With(NetAudit.Snapshots.Firewall seen) => host with { HostNamespace = host.HostNamespace! with { Firewall = seen } };

        Assert.Equal(
            ["br1", "br6", "bridge", "bropts", "brrouted"],
            With(firewall).Find<BridgeWayOutDropped>().Select(finding => finding.Subject.Name)
        );
        Assert.Empty(With(firewall with { ReadBy = [FirewallTool.Iptables] }).Find<BridgeWayOutDropped>());
    }

    [Fact]
    public void What_another_tools_policy_drops_is_told_by_the_rule_for_two_tools() =>
        Assert.Empty(TroubledHost.Read("26-two-iptables").Find<BridgeWayOutDropped>());

    [Fact]
    public void Answers_that_are_dropped_cut_containers_off_too()
    {
        var host = PlainHost.Sound.Before("filter FORWARD -i eth0 -m conntrack --ctstate RELATED,ESTABLISHED -j DROP");

        Assert.Contains(
            host.Find<BridgeWayOutDropped>(),
            finding => finding.Message.Contains("drops answers from eth0 to ", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("filter FORWARD -i br-+ -d 192.0.2.0/24 -j ACCEPT", false)]
    [InlineData("filter FORWARD -p tcp --dport 25 -j RETURN", false)]
    [InlineData("filter FORWARD -i eth9 -d 192.0.2.0/24 -j ACCEPT", true)]
    public void A_rule_that_drops_what_others_did_not_accept_for_some_destinations_is_an_allow_list(string first, bool isNamed)
    {
        var host = PlainHost.Sound.Before("filter FORWARD -i br-+ -o eth0 -m conntrack --ctstate NEW -j REJECT").Before(first);

        Assert.Equal(isNamed, host.Find<BridgeWayOutDropped>().Any(finding => finding.Subject.Name == "br1"));
    }

    [Fact]
    public void A_rule_for_TCP_alone_is_not_said_to_drop_the_rest()
    {
        var host = PlainHost.Sound.Before("filter FORWARD -p tcp -o eth0 -j DROP");
        var finding = host.Find<BridgeWayOutDropped>().First(finding => finding.Subject.Name == "br1");

        Assert.Contains("have no TCP connections beyond this host: a rule of chain FORWARD", finding.Message, StringComparison.Ordinal);
        Assert.StartsWith(
            $"iptables -I FORWARD 1 -i {host.BridgeOf("br1")} -o eth0 -j ACCEPT # ",
            finding.Remediation,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_repair_for_answers_lets_no_new_connection_in()
    {
        var host = PlainHost.Sound.Before("filter FORWARD -i eth0 -m conntrack --ctstate RELATED,ESTABLISHED -j DROP");
        var finding = host.Find<BridgeWayOutDropped>().First(finding => finding.Subject.Name == "br1");

        Assert.StartsWith(
            $"iptables -I FORWARD 1 -i eth0 -o {host.BridgeOf("br1")} -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT # ",
            finding.Remediation,
            StringComparison.Ordinal
        );
    }
}
