using System.Globalization;
using System.Net;

namespace NetAudit.Platform.Netlink;

/// <summary>
/// Routing's numbers in iproute2's words. A machine's own names (rt_tables, rt_protos) are not used, so that hosts can be compared.
/// </summary>
internal static class RouteWords
{
    public static string Type(byte type) =>
        type switch
        {
            0 => "none",
            1 => "unicast",
            2 => "local",
            3 => "broadcast",
            4 => "anycast",
            5 => "multicast",
            6 => "blackhole",
            7 => "unreachable",
            8 => "prohibit",
            9 => "throw",
            10 => "nat",
            11 => "xresolve",
            _ => Number(type),
        };

    public static string Scope(byte scope) =>
        scope switch
        {
            0 => "global",
            200 => "site",
            253 => "link",
            254 => "host",
            255 => "nowhere",
            _ => Number(scope),
        };

    public static string Protocol(byte protocol) =>
        protocol switch
        {
            0 => "unspec",
            1 => "redirect",
            2 => "kernel",
            3 => "boot",
            4 => "static",
            8 => "gated",
            9 => "ra",
            10 => "mrt",
            11 => "zebra",
            12 => "bird",
            13 => "dnrouted",
            14 => "xorp",
            15 => "ntk",
            16 => "dhcp",
            17 => "mrouted",
            18 => "keepalived",
            42 => "babel",
            99 => "openr",
            186 => "bgp",
            187 => "isis",
            188 => "ospf",
            189 => "rip",
            192 => "eigrp",
            _ => Number(protocol),
        };

    public static string Table(uint table) =>
        table switch
        {
            0 => "unspec",
            253 => "default",
            254 => "main",
            255 => "local",
            _ => Number(table),
        };

    /// <summary>Flags of a route or of one of its hops, in iproute2's order.</summary>
    public static IReadOnlyList<string> Flags(uint flags)
    {
        (uint Bit, string Word)[] words =
        [
            (1, "dead"),
            (4, "onlink"),
            (2, "pervasive"),
            (8, "offload"),
            (64, "trap"),
            (0x100, "notify"),
            (16, "linkdown"),
            (32, "unresolved"),
            (0x4000, "rt_offload"),
            (0x8000, "rt_trap"),
            (0x20000000, "rt_offload_failed"),
        ];
        return [.. words.Where(word => (flags & word.Bit) != 0).Select(word => word.Word)];
    }

    /// <summary>An address if the prefix has full length, else CIDR form; null for all addresses.</summary>
    public static string? Prefix(IPAddress? address, int length, byte family) =>
        (address, length) switch
        {
            (null, 0) => null,
            (null, _) => $"{(family == AddressFamilies.IPv6 ? "::" : "0.0.0.0")}/{length}",
            _ when length == AddressFamilies.Bits(family) => address.ToString(),
            _ => $"{address}/{length}",
        };

    private static string Number(uint number) => number.ToString(CultureInfo.InvariantCulture);
}
