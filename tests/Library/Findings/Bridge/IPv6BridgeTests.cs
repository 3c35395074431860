using NetAudit.Collection.Formats;
using NetAudit.Findings;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Bridge;

/// <summary>The IPv6 side of bridge networks: the recorded host with an IPv6 default route, and rules as engines write them.</summary>
public sealed class IPv6BridgeTests
{
    private static string Bridge => PlainHost.Sound.BridgeOf("br6");

    private static string Only => PlainHost.Sound.BridgeOf("br6only");

    private static string Rules =>
        $"""
            *filter
            :INPUT ACCEPT [0:0]
            :FORWARD DROP [0:0]
            :OUTPUT ACCEPT [0:0]
            :DOCKER - [0:0]
            :DOCKER-USER - [0:0]
            -A FORWARD -j DOCKER-USER
            -A FORWARD -o {Bridge} -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
            -A FORWARD -o {Bridge} -j DOCKER
            -A FORWARD -i {Bridge} ! -o {Bridge} -j ACCEPT
            -A FORWARD -i {Bridge} -o {Bridge} -j ACCEPT
            -A FORWARD -o {Only} -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
            -A FORWARD -i {Only} -j ACCEPT
            -A DOCKER -d fd00:31::99/128 ! -i {Bridge} -o {Bridge} -p tcp -m tcp --dport 80 -j ACCEPT
            COMMIT
            *nat
            :PREROUTING ACCEPT [0:0]
            :POSTROUTING ACCEPT [0:0]
            :OUTPUT ACCEPT [0:0]
            :DOCKER - [0:0]
            -A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER
            -A POSTROUTING -s fd00:31::/64 ! -o {Bridge} -j MASQUERADE
            -A POSTROUTING -s fd00:32::/64 ! -o {Only} -j MASQUERADE
            -A DOCKER ! -i {Bridge} -p tcp -m tcp --dport 9080 -j DNAT --to-destination [fd00:31::99]:80
            COMMIT
            """;

    [Fact]
    public void The_sound_host_has_none_of_these_findings()
    {
        var host = With(Rules);

        Assert.Empty(host.Find<BridgeWayOutDropped>());
        Assert.Empty(host.Find<MasqueradeMissing>());
        Assert.Empty(host.Find<ContainerPortDead>());
        Assert.Empty(host.Find<BridgeAddressMissing>());
        Assert.Empty(host.Find<BridgeRouteMissing>());
        Assert.Empty(host.Find<ContainerLinkMissing>());
        Assert.Empty(host.Sysctl("net.ipv6.conf.all.forwarding", 1).Find<ForwardingDisabled>());
    }

    [Fact]
    public void Without_the_rule_that_masquerades_answers_do_not_come_back()
    {
        var finding = Assert.Single(With(Without("-s fd00:31::/64")).Find<MasqueradeMissing>());

        Assert.StartsWith($"ip6tables -t nat -A POSTROUTING -s fd00:31::/64 ! -o {Bridge}", finding.Remediation, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_rule_that_accepts_it_the_policy_drops_what_containers_send() =>
        Assert.Contains(
            "reach nothing beyond this host over IPv6: the policy of FORWARD drops",
            Assert.Single(With(Without("! -o ")).Find<BridgeWayOutDropped>()).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_published_port_without_its_rule_is_dead()
    {
        var finding = Assert.Single(With(Without("DNAT")).Find<ContainerPortDead>());

        Assert.Equal("9080/tcp", finding.Subject.Name);
        Assert.Equal(
            "Port 9080/tcp of this host doesn't lead to container v1, which publishes its port 80 there: no rule "
                + "rewrites its packets to the container, and no docker-proxy listens.",
            finding.Message
        );
    }

    [Fact]
    public void A_published_port_that_the_chain_does_not_let_in_is_dead() =>
        Assert.Contains(
            "the policy of FORWARD drops its packets on their way into " + Bridge,
            Assert.Single(With(Without("--dport 80 ")).Find<ContainerPortDead>()).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_bridge_without_its_gateway_address_is_named()
    {
        var host = With(Rules)
            .Link(Bridge, link => link with { Addresses = [.. link.Addresses.Where(one => !one.Address.StartsWith("fd00"))] });

        Assert.StartsWith(
            "ip addr add fd00:31::1/64",
            Assert.Single(host.Find<BridgeAddressMissing>()).Remediation,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_bridge_without_its_route_is_named()
    {
        var host = With(Rules).Here(here => here with { Routes = [.. here.Routes!.Where(route => route.Destination != "fd00:31::/64")] });

        Assert.StartsWith(
            "ip -6 route add fd00:31::/64",
            Assert.Single(host.Find<BridgeRouteMissing>()).Remediation,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_container_that_has_lost_its_address_is_named()
    {
        var host = With(Rules)
            .Inside(
                "v1",
                inside =>
                    inside with
                    {
                        Links =
                        [
                            .. inside.Links!.Select(link =>
                                link with
                                {
                                    Addresses = [.. link.Addresses.Where(one => !one.Address.StartsWith("fd00"))],
                                }
                            ),
                        ],
                    }
            );

        Assert.Equal(
            "Container v1 can't be reached on network br6, and reaches nothing there: its link eth0 has lost the " + "address fd00:31::99.",
            Assert.Single(host.Find<ContainerLinkMissing>()).Message
        );
    }

    [Fact]
    public void A_host_that_does_not_forward_IPv6_cuts_its_containers_off() =>
        Assert.Equal(
            "sysctl -w net.ipv6.conf.all.forwarding=1 # and remove the line that sets it to 0, or it is back after a "
                + "reboot: grep -rs forward /etc/sysctl.conf /etc/sysctl.d /usr/lib/sysctl.d",
            Assert.Single(With(Rules).Sysctl("net.ipv6.conf.all.forwarding", 0).Find<ForwardingDisabled>()).Remediation
        );

    [Fact]
    public void A_link_of_the_default_route_that_is_not_forwarded_from_is_named() =>
        Assert.Equal(
            "eth0",
            Assert
                .Single(
                    PlainHost
                        .Sound.Sysctl(SysctlNames.Forwarding, 1)
                        .Sysctl(SysctlNames.ForwardingOf("ipv4", "eth0"), 0)
                        .Find<ForwardingDisabled>()
                )
                .Subject.Name
        );

    [Fact]
    public void What_is_cut_over_IPv6_alone_is_said_to_be_so()
    {
        var gone = With(Rules)
            .Link(Bridge, link => link with { Addresses = [.. link.Addresses.Where(one => !one.Address.StartsWith("fd00"))] });

        Assert.Contains(
            "can't leave it over IPv6, and ports published over IPv6 don't reach them",
            Assert.Single(gone.Find<BridgeAddressMissing>()).Message,
            StringComparison.Ordinal
        );
        Assert.EndsWith(
            "reach nothing beyond this host over IPv6, and ports published over IPv6 don't reach them: the host doesn't forward IPv6 "
                + "packets (net.ipv6.conf.all.forwarding = 0).",
            Assert.Single(With(Rules).Sysctl("net.ipv6.conf.all.forwarding", 0).Find<ForwardingDisabled>()).Message,
            StringComparison.Ordinal
        );
    }

    private static string Without(string words) =>
        string.Join("\n", Rules.Split('\n').Where(line => !line.Contains(words, StringComparison.Ordinal) || line.StartsWith(':')));

    internal static HostSnapshot With(string rules, string? nft = null)
    {
        var firewall = new FirewallText
        {
            Iptables = "",
            Ip6tables = rules,
            Nft = nft,
        }.Read()!;
        var port = new PublishedPort
        {
            Protocol = "tcp",
            ContainerPort = 80,
            HostAddress = "::",
            HostPort = 9080,
        };
        return PlainHost
            .Sound.Change("br6", network => network with { Pools = [network.Pools![0], network.Pools[1] with { Gateway = "fd00:31::1" }] })
            .Container("v1", container => container with { Ports = [port] })
            .Link(
                "eth0",
                link => link with { Addresses = [.. link.Addresses, new LinkAddress { Address = "2001:db8:1::2", PrefixLength = 64 }] }
            )
            .Here(here =>
                here with
                {
                    Routes =
                    [
                        .. here.Routes!,
                        new Route
                        {
                            Family = 6,
                            Destination = "default",
                            Device = "eth0",
                            Gateway = "2001:db8:1::1",
                        },
                    ],
                    Firewall = here.Firewall! with
                    {
                        Chains = [.. here.Firewall!.Chains.Where(chain => chain.Family == FirewallFamily.Ip), .. firewall.Chains],
                        Rules = [.. here.Firewall!.Rules.Where(rule => rule.Family == FirewallFamily.Ip), .. firewall.Rules],
                    },
                }
            );
    }
}
