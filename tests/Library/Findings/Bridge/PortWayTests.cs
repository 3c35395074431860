using NetAudit.Findings;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Bridge;

public sealed class PortWayTests
{
    [Fact]
    public void Without_docker_proxy_a_port_on_loopback_lives_by_a_rule_for_what_the_host_sends()
    {
        var host = PlainHost.Sound.Here(here => here with { Listeners = [] });
        Assert.Contains(host.Find<ContainerPortDead>(), finding => finding.Subject.Name == "8081/tcp");

        // With --userland-proxy=false, dockerd writes its jump in OUTPUT without the exception for 127.0.0.0/8.
        var without = host.Keep(rule => rule is not { Table: "nat", Chain: "OUTPUT" })
            .Before("nat OUTPUT -m addrtype --dst-type LOCAL -j DOCKER");
        Assert.DoesNotContain(without.Find<ContainerPortDead>(), finding => finding.Subject.Name == "8081/tcp");
    }

    [Theory]
    [InlineData("raw PREROUTING -p tcp -m tcp --dport 8080 -j DROP", true)]
    [InlineData("mangle PREROUTING -p tcp -m tcp --dport 8080 -j DROP", true)]
    [InlineData("raw PREROUTING ! -s 203.0.113.0/24 -p tcp -m tcp --dport 8080 -j DROP", false)]
    public void A_rule_before_the_engines_that_drops_it_for_everybody_is_named(string rule, bool isNamed)
    {
        var host = PlainHost.Sound.Before(rule);
        if (rule.StartsWith("mangle", StringComparison.Ordinal))
        {
            host = host.Here(here => here with { Firewall = here.Firewall! with { Chains = [.. here.Firewall!.Chains, Mangle] } });
        }

        var found = host.Find<ContainerPortDead>().Where(finding => finding.Subject.Name == "8080/tcp").ToList();
        Assert.Equal(isNamed, found.Count > 0);
        Assert.All(found, finding => Assert.Equal(Severity.Warning, finding.Severity));
    }

    [Theory]
    [InlineData("filter FORWARD -s 203.0.113.0/24 -j ACCEPT", false)]
    [InlineData("filter FORWARD -i eth9 -j ACCEPT", true)]
    public void A_rule_in_FORWARD_that_lets_some_sources_through_is_meant_to(string first, bool isNamed)
    {
        var host = PlainHost.Sound.Before("filter FORWARD -i eth0 -m conntrack --ctstate NEW -j DROP").Before(first);
        var found = host.Find<ContainerPortDead>().Where(finding => finding.Subject.Name == "8080/tcp").ToList();

        Assert.Equal(isNamed, found.Count > 0);
        Assert.All(
            found,
            finding =>
                Assert.StartsWith(
                    "iptables -I FORWARD 2 -i eth0 -o docker0 -p tcp --dport 80 -j ACCEPT # ",
                    finding.Remediation,
                    StringComparison.Ordinal
                )
        );
    }

    [Fact]
    public void A_rule_of_somebodys_that_takes_the_port_stays_after_a_restart_so_it_is_to_be_removed()
    {
        var host = PlainHost.Sound.Before("nat PREROUTING -p tcp -m tcp --dport 8080 -j DNAT --to-destination 172.17.0.99:80");
        var finding = Assert.Single(host.Find<ContainerPortDead>());

        Assert.Contains("its packets are rewritten to 172.17.0.99", finding.Message, StringComparison.Ordinal);
        Assert.StartsWith("Remove the rule that takes the port, ", finding.Remediation, StringComparison.Ordinal);
    }

    private static FirewallChain Mangle =>
        new()
        {
            Tool = FirewallTool.Iptables,
            Table = "mangle",
            Name = "PREROUTING",
            Hook = FirewallHook.Prerouting,
            Priority = -150,
            Type = FirewallChainType.Filter,
            Policy = FirewallPolicy.Accept,
        };
}
