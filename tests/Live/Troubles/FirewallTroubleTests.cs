using NetAudit.Live.Tests.Support;

namespace NetAudit.Live.Tests.Troubles;

/// <summary>Packet filters and kernel settings that cut containers off.</summary>
[Collection(nameof(TroubleFixture))]
public sealed class FirewallTroubleTests(TroubleFixture lab) : TroubleTests(lab)
{
    [Fact]
    public Task VXLAN_that_is_dropped_at_the_peer()
    {
        const string rule = "INPUT -p udp --dport 4789 -j DROP";
        return CheckAsync(
            new(There, "VxlanPortFiltered", "4789")
            {
                Make = () => There.ShAsync($"iptables -I {rule}"),
                Repair = finding => There.ShAsync(Command(finding, "iptables -[ID] [^;,)]*4789[^;,)]*(ACCEPT|DROP)")),
                CleanUp = () => ClearInputAsync(There),
            }
        );
    }

    [Fact]
    public Task Gossip_that_is_dropped()
    {
        return CheckAsync(
            new(There, "GossipPortFiltered", "7946")
            {
                Make = () => There.ShAsync("iptables -I INPUT -p udp --dport 7946 -j DROP"),
                Repair = finding => There.ShAsync(Command(finding, "iptables -[ID] [^;,)]*udp[^;,)]*7946[^;,)]*(ACCEPT|DROP)")),
                CleanUp = () => ClearInputAsync(There),
            }
        );
    }

    [Fact]
    public Task Forwarding_that_was_switched_off() =>
        CheckAsync(
            new(Here, "ForwardingDisabled", "net.ipv4.ip_forward")
            {
                Make = () => Here.ShAsync("echo 0 >/proc/sys/net/ipv4/ip_forward"),
                Repair = finding => Here.ShAsync(Command(finding, @"sysctl -w net\.ipv4\.ip_forward=1")),
                CleanUp = () => Here.ShAsync("echo 1 >/proc/sys/net/ipv4/ip_forward"),
            }
        );

    [Fact]
    public Task Forwarding_that_is_dropped_under_Flannels_routes()
    {
        const string accept = "FORWARD -s 10.5.0.0/16 -j ACCEPT",
            back = "FORWARD -d 10.5.0.0/16 -j ACCEPT";
        return CheckAsync(
            new(Here, "ForwardingDropped", "FORWARD")
            {
                Make = () => Here.ShAsync($"iptables -D {accept}; iptables -D {back}; iptables -P FORWARD DROP"),
                Repair = finding => Here.ShAsync(Commands(finding, "iptables -I [^;]*? -j ACCEPT")),
                CleanUp = () =>
                    Here.ShAsync(
                        $"iptables -I {accept}; iptables -I {back}; iptables -F DOCKER-USER; iptables -A DOCKER-USER -j " + "RETURN"
                    ),
            }
        );
    }

    [Fact]
    public Task Neighbor_discovery_that_is_dropped()
    {
        const string input = "-m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT";
        return CheckAsync(
            new(Here, "NeighborDiscoveryDropped", "network six")
            {
                Make = async () =>
                {
                    await Here.DockerAsync("network", "create", "--ipv6", "--subnet", "fd00:51::/64", "six");
                    await Here.RunContainerAsync("s1", "--network", "six");
                    await Here.ShAsync($"ip6tables -A INPUT {input}; ip6tables -P INPUT DROP");
                },
                Repair = async finding =>
                {
                    // The gateway is lost, and is found again. The ping itself stays dropped.
                    Assert.DoesNotContain("lladdr", await GatewayOfAsync("s1"), StringComparison.Ordinal);
                    await Here.ShAsync(Command(finding, "ip6tables -A INPUT .+?(?= #)"));
                    Assert.Contains("lladdr", await GatewayOfAsync("s1"), StringComparison.Ordinal);
                },
                CleanUp = async () =>
                {
                    await Here.ShAsync("ip6tables -P INPUT ACCEPT; ip6tables -F INPUT");
                    await Here.TryDockerAsync("rm", "-f", "s1");
                    await Here.TryDockerAsync("network", "rm", "six");
                },
            }
        );
    }

    /// <summary>The container's entry for its gateway, after it has asked for it.</summary>
    private Task<string> GatewayOfAsync(string container) =>
        Here.InsideAsync(
            container,
            "ip -6 neigh flush dev eth0; ping -6 -c 2 -W 1 fd00:51::1 >/dev/null || true; ip -6 neigh show fd00:51::1 dev eth0"
        );

    private static async Task ClearInputAsync(DockerHost host) => await host.ShAsync("iptables -F INPUT");
}
