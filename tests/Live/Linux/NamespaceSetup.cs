namespace NetAudit.Live.Tests.Linux;

/// <summary>The contents of a <see cref="FurnishedNamespace"/>, as lines for <c>ip -batch</c> and <c>bridge -batch</c>.</summary>
internal static class NamespaceSetup
{
    /// <summary>Links of kinds that not every kernel has.</summary>
    public static IReadOnlyList<string> LinksOfSomeKernels { get; } =
    [
        "link add link veth0 name veth0.7 type vlan id 7",
        "link add dummy0 type dummy",
        "link add ipip0 type ipip local 10.9.0.1 remote 10.9.0.2",
        "link add sit9 type sit local 10.9.0.1",
        "link add gre9 type gre local 10.9.0.1",
        "link add ipv0 link veth0 type ipvlan",
        "link add wg0 type wireguard",
    ];

    public const string Addresses = """
        addr add 10.9.0.1/24 dev veth0
        addr add 10.10.0.1 peer 10.10.0.2 dev tun0
        addr add 10.11.0.1/32 dev lo scope host
        addr add 10.12.0.1/24 dev idle0
        addr add fd00::1/64 dev veth0
        addr add fd01:0:0:1::1/64 dev br0
        link set br0 up
        link set veth0 up
        link set veth1 up
        link set veth2 up
        link set mac0 up
        link set tun0 up
        link set vx0 up
        link set vx1 up
        link set vx2 up
        link set vx3 up
        link set idle0 up
        """;

    public const string Routes = """
        route add default via 10.9.0.254
        route add 192.0.2.0/24 via 10.9.0.2 proto bird
        route add 192.0.3.7 via 10.9.0.2 proto bgp
        route add blackhole 198.51.100.0/26 proto bird
        route add unreachable 198.51.101.0/24 metric 7
        route add prohibit 198.51.102.0/24 proto 77
        route add throw 198.51.103.0/24 table 100
        route add 203.0.113.0/24 via 10.8.8.8 dev veth0 onlink
        route add 172.20.0.0/16 nexthop via 10.9.0.2 weight 1 nexthop via 10.7.7.7 dev veth0 weight 3 onlink
        route add 172.21.0.0/16 via 10.9.0.2 metric 50 proto static
        route add 172.22.0.1 dev veth0 table 100 src 10.9.0.1
        route add 172.23.0.0/16 via inet6 fd00::2 dev veth0
        route add 0.0.0.0/1 via 10.9.0.3 table 253
        route add default via fd00::ff proto ra
        route add 2001:db8::/32 via fd00::2 proto bird
        route add 2001:db9::1 dev veth0 metric 5 table 300
        route add blackhole 2001:dba::/64 proto bird
        route add 2001:dbb::/64 nexthop via fd00::2 nexthop via fd00::3
        rule add fwmark 0x100 table 100 priority 100
        rule add fwmark 0x100/0xf00 table 100 priority 101
        rule add from 10.0.0.0/8 to 10.1.0.1 table 1000 priority 102
        rule add to 10.2.0.0/16 blackhole priority 103
        """;

    public const string Neighbors = """
        neigh add 10.9.0.77 lladdr 02:00:00:00:00:77 dev veth0 nud permanent
        neigh add fd00::77 lladdr 02:00:00:00:00:78 dev veth0 nud permanent
        neigh add 10.9.0.78 lladdr 02:00:00:00:00:79 dev veth0 nud stale
        neigh add 10.9.0.79 lladdr 02:00:00:00:00:80 dev veth0 nud noarp
        """;

    public const string Forwarding = """
        fdb append 00:00:00:00:00:00 dev vx0 dst 10.9.0.3
        fdb add 02:00:00:00:01:01 dev vx0 dst 10.9.0.4 self permanent
        fdb add 02:00:00:00:01:02 dev vx2 dst fd00::5 self static
        fdb add 02:00:00:00:01:03 dev veth1 master static
        """;

    /// <param name="away">The namespace that receives one link's other end.</param>
    public static string Links(string away) =>
        $"""
            link set lo up
            link add br0 type bridge
            link add veth0 type veth peer name eth0 netns {away}
            link add veth1 mtu 1400 type veth peer name veth2
            link set veth1 master br0
            link add idle0 type veth peer name idle1
            link add mac0 link veth0 type macvlan mode bridge
            link add mac0.5 link veth0 type macvlan mode bridge
            tuntap add dev tun0 mode tun
            link add vx0 type vxlan id 42 local 10.9.0.1 remote 10.9.0.2 dev veth0 dstport 8472 nolearning
            link add vx1 type vxlan id 16777215 group 239.1.1.1 dev veth0 dstport 4789 proxy
            link add vx2 type vxlan id 44 local fd00::1 remote fd00::2 dstport 4800
            link add vx3 type vxlan external dstport 4801
            link set vx1 master br0
            link set vx1 type bridge_slave hairpin on isolated on
            """;
}
