using NetAudit.Findings;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Bridge;

public sealed class ContainerResolverDeadTests
{
    [Fact]
    public void On_a_sound_host_each_container_has_a_server_that_may_answer() =>
        Assert.Empty(PlainHost.Sound.Find<ContainerResolverDead>());

    [Fact]
    public void The_engines_resolver_without_a_socket_is_dead()
    {
        var finding = Assert.Single(PlainHost.Sound.Inside("b1", inside => inside with { Listeners = [] }).Find<ContainerResolverDead>());

        Assert.Equal((Severity.Error, "b1"), (finding.Severity, finding.Subject.Name));
        Assert.Equal(
            "Container b1 can't look up names: its name server 127.0.0.11 can't answer, because the engine's "
                + "resolver has no socket in its namespace.",
            finding.Message
        );
    }

    [Fact]
    public void The_engines_resolver_without_the_rules_that_lead_to_it_is_dead()
    {
        var host = PlainHost.Sound.Inside("b1", inside => inside with { Firewall = inside.Firewall! with { Rules = [] } });

        Assert.Equal(
            "Container b1 can't look up names: its name server 127.0.0.11 can't answer, because the rules in its "
                + "namespace that lead port 53 to the engine's resolver are gone.",
            Assert.Single(host.Find<ContainerResolverDead>()).Message
        );
    }

    [Theory]
    [InlineData("127.0.0.53", "it is the container's own loopback")]
    [InlineData("fd00:99::1", "no route leads there")]
    public void A_server_that_no_packet_comes_to_is_dead(string server, string words)
    {
        var finding = Assert.Single(WithServers("def1", server).Find<ContainerResolverDead>());

        Assert.Contains(words, finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_may_answer_is_enough() =>
        Assert.Empty(WithServers("def1", "127.0.0.53", "203.0.113.53").Find<ContainerResolverDead>());

    [Fact]
    public void A_container_without_a_network_looks_up_nothing_by_design() =>
        Assert.Empty(WithServers("none1", "203.0.113.53").Find<ContainerResolverDead>());

    [Fact]
    public void A_resolver_on_the_bridge_needs_the_packet_filter_to_let_it_in()
    {
        var listener = new SocketEntry
        {
            Protocol = "udp",
            LocalAddress = "172.17.0.1",
            LocalPort = 53,
        };
        var host = WithServers("def1", "172.17.0.1").Here(here => here with { Listeners = [.. here.Listeners!, listener] });
        Assert.Empty(host.Find<ContainerResolverDead>());

        var finding = Assert.Single(host.Policy("filter", "INPUT", FirewallPolicy.Drop).Find<ContainerResolverDead>());
        Assert.Equal(
            "Container def1 can't look up names: its name server 172.17.0.1 can't answer, because the policy of "
                + "INPUT of this host drops UDP 53 from docker0.",
            finding.Message
        );
        Assert.Equal(
            "iptables -I INPUT -i docker0 -p udp --dport 53 -j ACCEPT && iptables -I INPUT -i docker0 -p tcp --dport "
                + "53 -j ACCEPT # with ufw: ufw allow in on docker0 to any port 53",
            finding.Remediation
        );
    }

    [Fact]
    public void An_address_of_the_host_where_nothing_listens_is_dead()
    {
        var host = WithServers("def1", "172.17.0.1");

        Assert.Equal(
            "Container def1 can't look up names: its name server 172.17.0.1 can't answer, because it is an address "
                + "of this host, where nothing listens on port 53.",
            Assert.Single(host.Find<ContainerResolverDead>()).Message
        );
        Assert.Empty(
            host.Before("nat PREROUTING -d 172.17.0.1/32 -p udp -m udp --dport 53 -j DNAT --to-destination 172.18.0.2:53")
                .Find<ContainerResolverDead>()
        );
    }

    private static HostSnapshot WithServers(string container, params string[] servers) =>
        PlainHost.Sound.Container(container, one => one with { Resolver = new Resolver { NameServers = servers } });
}
