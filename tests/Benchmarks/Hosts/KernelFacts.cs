using NetAudit.Snapshots;

namespace NetAudit.Benchmarks.Hosts;

/// <summary>Facts that are the same in each namespace of the host.</summary>
internal static class KernelFacts
{
    public static LinkCounters NoPackets { get; } =
        new()
        {
            ReceivedPackets = 10,
            SentPackets = 12,
            ReceivedBytes = 1020,
            SentBytes = 1190,
        };

    public static Link Loopback { get; } =
        new()
        {
            Index = 1,
            Name = "lo",
            LinkType = "loopback",
            Mtu = 65536,
            Up = true,
            Counters = NoPackets,
            Addresses =
            [
                new LinkAddress
                {
                    Address = "127.0.0.1",
                    PrefixLength = 8,
                    Scope = "host",
                },
            ],
        };

    public static IReadOnlyList<Link> HostLinks { get; } =
    [
        Loopback,
        new Link
        {
            Index = 2,
            Name = "eth0",
            LinkType = "ether",
            Mtu = 1500,
            MacAddress = "02:00:c0:00:02:01",
            Up = true,
            Counters = NoPackets,
            Addresses =
            [
                new LinkAddress
                {
                    Address = "192.0.2.1",
                    PrefixLength = 24,
                    Scope = "global",
                },
            ],
        },
    ];

    public static IReadOnlyDictionary<string, long> Sysctls { get; } =
        new Dictionary<string, long>
        {
            [SysctlNames.Forwarding] = 1,
            [SysctlNames.KeepaliveTime] = 7200,
            ["net.ipv6.conf.all.disable_ipv6"] = 1,
            ["net.ipv6.conf.default.disable_ipv6"] = 1,
            [SysctlNames.ForwardingOf("ipv4", "all")] = 1,
            [SysctlNames.ReversePathFilter("all")] = 0,
            [SysctlNames.ForwardingOf("ipv4", "default")] = 1,
            [SysctlNames.ReversePathFilter("default")] = 0,
            [SysctlNames.ForwardingOf("ipv4", "eth0")] = 1,
            [SysctlNames.ReversePathFilter("eth0")] = 0,
        };

    public static IReadOnlyDictionary<string, long> Counters { get; } =
        new Dictionary<string, long>
        {
            ["Udp.InDatagrams"] = 4,
            ["Udp.NoPorts"] = 0,
            ["Udp.InErrors"] = 0,
            ["Tcp.InSegs"] = 120,
            ["Tcp.OutSegs"] = 118,
            ["TcpExt.IPReversePathFilter"] = 0,
        };

    /// <summary>The kernel's default routing rules.</summary>
    public static IReadOnlyList<RoutingRule> Rules { get; } =
    [
        new RoutingRule { Priority = 0, Table = "local" },
        new RoutingRule { Priority = 32766, Table = "main" },
        new RoutingRule { Priority = 32767, Table = "default" },
    ];

    public static Route DefaultRoute(string gateway, string device) =>
        new()
        {
            Family = 4,
            Destination = "default",
            Gateway = gateway,
            Device = device,
            Protocol = "boot",
            Scope = "global",
        };

    /// <summary>The listening sockets of a container: a web server, and the engine's name server.</summary>
    public static IReadOnlyList<SocketEntry> Listeners { get; } =
    [
        Listener("tcp", "*", 80),
        Listener("tcp", "127.0.0.11", 39465) with
        {
            Process = "dockerd",
        },
        Listener("udp", "127.0.0.11", 41873) with
        {
            Process = "dockerd",
            State = SocketState.Unconnected,
        },
    ];

    private static SocketEntry Listener(string protocol, string address, int port) =>
        new()
        {
            Protocol = protocol,
            LocalAddress = address,
            LocalPort = port,
            State = SocketState.Listening,
        };
}
