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

    [Fact]
    public void An_address_of_the_containers_own_network_that_nobody_has_is_dead()
    {
        Assert.Equal(
            "Container def1 can't look up names: its name server 172.17.0.77 can't answer, because it is in the range of network bridge, "
                + "where nobody has that address.",
            Assert.Single(WithServers("def1", "172.17.0.77").Find<ContainerResolverDead>()).Message
        );
    }

    [Fact]
    public void An_address_that_somebody_may_have_is_not_judged()
    {
        var host = WithServers("def1", "172.17.0.77");
        var neighbor = new Neighbor
        {
            Address = "172.17.0.77",
            Device = "eth0",
            MacAddress = "02:42:ac:11:00:4d",
            State = "STALE",
        };
        var tap = new Link
        {
            Index = 999,
            Name = "tap0",
            Kind = "tun",
            Master = "docker0",
        };

        Assert.Empty(host.Inside("def1", inside => inside with { Neighbors = [neighbor] }).Find<ContainerResolverDead>());
        Assert.NotEmpty(
            host.Inside("def1", inside => inside with { Neighbors = [neighbor with { State = "FAILED", MacAddress = null }] })
                .Find<ContainerResolverDead>()
        );
        Assert.Empty(host.Here(here => here with { Links = [.. here.Links!, tap] }).Find<ContainerResolverDead>());
        Assert.Empty(
            host.Here(here =>
                    here with
                    {
                        Routes =
                        [
                            .. here.Routes!,
                            new Route
                            {
                                Family = 4,
                                Destination = "172.17.0.77",
                                Device = "eth0",
                            },
                        ],
                    }
                )
                .Find<ContainerResolverDead>()
        );
        Assert.Empty(WithServers("def1", "172.17.0.3").Find<ContainerResolverDead>());
    }

    [Fact]
    public void The_servers_that_the_engines_resolver_asks_are_judged_too()
    {
        var absent = WithUpstream("b1", OfBr1(177));

        Assert.Equal(
            $"Container b1 can look up names of containers only: server {OfBr1(177)}, which the engine's resolver asks for all others, "
                + "can't answer, because it is in the range of network br1, where nobody has that address.",
            Assert.Single(absent.Find<ContainerResolverDead>()).Message
        );
        Assert.Contains(
            "where nothing listens on port 53",
            Assert.Single(WithUpstream("b1", OfBr1(1)).Find<ContainerResolverDead>()).Message,
            StringComparison.Ordinal
        );
        Assert.Empty(WithUpstream("b1", OfBr1(177), "203.0.113.53").Find<ContainerResolverDead>());
        Assert.Empty(WithUpstream("b1", "127.0.0.53").Find<ContainerResolverDead>());
        Assert.Empty(absent.Change("br1", network => network with { Internal = true }).Find<ContainerResolverDead>());
    }

    [Fact]
    public void Only_a_query_from_inside_the_container_crosses_the_bridge()
    {
        var gateway = OfBr1(1);
        var listener = new SocketEntry
        {
            Protocol = "udp",
            LocalAddress = gateway,
            LocalPort = 53,
        };
        var older = PlainHost.Sound.Container(
            "b1",
            one =>
                one with
                {
                    DnsServers = [gateway],
                    Resolver = new Resolver { NameServers = ["127.0.0.11"] },
                }
        );
        IReadOnlyList<Finding> Filtered(HostSnapshot host) =>
            host.Here(here => here with { Listeners = [.. here.Listeners!, listener] })
                .Policy("filter", "INPUT", FirewallPolicy.Drop)
                .Find<ContainerResolverDead>();

        Assert.Contains("drops UDP 53", Assert.Single(Filtered(older)).Message, StringComparison.Ordinal);
        Assert.Empty(Filtered(WithUpstream("b1", gateway)));
    }

    [Fact]
    public void A_server_of_the_hosts_is_another_rules() =>
        Assert.Empty(
            (WithUpstream("b1", OfBr1(177)) with { Resolver = new Resolver { NameServers = [OfBr1(177)] } }).Find<ContainerResolverDead>()
        );

    /// <summary>An address in network br1's range.</summary>
    private static string OfBr1(int number)
    {
        var address = PlainHost.Sound.Network("br1").Pools![0].Gateway!;
        return address[..(address.LastIndexOf('.') + 1)] + number;
    }

    private static HostSnapshot WithUpstream(string container, params string[] servers) =>
        PlainHost.Sound.Container(
            container,
            one =>
                one with
                {
                    Resolver = new Resolver { NameServers = ["127.0.0.11"], Upstream = servers },
                }
        );

    private static HostSnapshot WithServers(string container, params string[] servers) =>
        PlainHost.Sound.Container(container, one => one with { Resolver = new Resolver { NameServers = servers } });
}
