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
        return CheckAsync(new(There, "VxlanPortFiltered", "4789")
        {
            Make = () => There.ShAsync($"iptables -I {rule}"),
            Repair = finding => There.ShAsync(Command(finding, "iptables -[ID] [^;,)]*4789[^;,)]*(ACCEPT|DROP)")),
            CleanUp = () => ClearInputAsync(There),
        });
    }

    [Fact]
    public Task Gossip_that_is_dropped()
    {
        return CheckAsync(new(There, "GossipPortFiltered", "7946")
        {
            Make = () => There.ShAsync("iptables -I INPUT -p udp --dport 7946 -j DROP"),
            Repair = finding => There.ShAsync(Command(finding, "iptables -[ID] [^;,)]*udp[^;,)]*7946[^;,)]*(ACCEPT|DROP)")),
            CleanUp = () => ClearInputAsync(There),
        });
    }

    [Fact]
    public Task Forwarding_that_was_switched_off() => CheckAsync(new(Here, "ForwardingDisabled", "net.ipv4.ip_forward")
    {
        Make = () => Here.ShAsync("echo 0 >/proc/sys/net/ipv4/ip_forward"),
        Repair = finding => Here.ShAsync(Command(finding, @"sysctl -w net\.ipv4\.ip_forward=1")),
        CleanUp = () => Here.ShAsync("echo 1 >/proc/sys/net/ipv4/ip_forward"),
    });

    [Fact]
    public Task Forwarding_that_is_dropped_under_Flannels_routes() => CheckAsync(new(Here, "ForwardingDropped", "FORWARD")
    {
        Make = () => Here.ShAsync("iptables -D FORWARD -s 10.5.0.0/16 -j ACCEPT; iptables -D FORWARD -d 10.5.0.0/16 -j ACCEPT; iptables "
            + "-P FORWARD DROP"),
        Repair = async finding =>
        {
            await Here.ShAsync(Command(finding, @"iptables -[IA] [^;,)]*-s 10\.5[^;,)]*ACCEPT"));
            await Here.ShAsync(Command(finding, @"iptables -[IA] [^;,)]*-d 10\.5[^;,)]*ACCEPT"));
        },
        CleanUp = () => Here.ShAsync("iptables -I FORWARD -s 10.5.0.0/16 -j ACCEPT; iptables -I FORWARD -d 10.5.0.0/16 -j ACCEPT"),
    });

    private static async Task ClearInputAsync(DockerHost host) => await host.ShAsync("iptables -F INPUT");
}
