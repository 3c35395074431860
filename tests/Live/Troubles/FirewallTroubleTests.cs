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

    private static async Task ClearInputAsync(DockerHost host) => await host.ShAsync("iptables -F INPUT");
}
