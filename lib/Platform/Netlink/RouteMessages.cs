using NetAudit.Snapshots;

namespace NetAudit.Platform.Netlink;

/// <summary>RTM_GETROUTE.</summary>
internal static class RouteMessages
{
    public const ushort Get = 26;
    private const ushort Answer = 24;
    private const int HeaderLength = 12;
    private const int HopHeaderLength = 8;
    private const uint LocalTable = 255;
    private const uint Cloned = 0x200;

    /// <summary>RTAX_MTU.</summary>
    private const int MtuMetric = 2;

    /// <summary>The request: rtmsg for all families, IPv4 first.</summary>
    public static byte[] Request() => new byte[HeaderLength];

    /// <summary>
    /// Reads an answer: a route for each hop; nothing when it is of another kind or family, of the local table, or cached.
    /// </summary>
    /// <exception cref="FormatException">It is malformed.</exception>
    public static IEnumerable<Route> Parse(NetlinkMessage message, Func<int, string> nameOf)
    {
        if (message.Type != Answer)
        {
            return [];
        }

        var header = message.Payload.Slice(0, HeaderLength);
        var attributes = NetlinkAttributes.Parse(message.Payload.From(HeaderLength));
        var table = attributes[Attribute.Table]?.UInt32() ?? header.Byte(4);
        var flags = header.UInt32(8);

        // Multicast routes and MPLS are families too.
        var family = header.Byte();
        if (!AddressFamilies.IsInternet(family) || table == LocalTable || (flags & Cloned) != 0)
        {
            return [];
        }

        var route = new Route
        {
            Family = family == AddressFamilies.IPv6 ? 6 : 4,
            Type = RouteWords.Type(header.Byte(7)),
            Destination = RouteWords.Prefix(attributes[Attribute.Destination]?.Address(), header.Byte(1), family) ?? "default",
            Gateway = Gateway(attributes),
            Device = attributes[Attribute.OutLink] is { } link ? nameOf(link.Int32()) : null,
            Protocol = RouteWords.Protocol(header.Byte(5)),
            Scope = RouteWords.Scope(header.Byte(6)),
            Source = attributes[Attribute.PreferredSource]?.Address()?.ToString(),
            Table = RouteWords.Table(table),
            Metric = attributes[Attribute.Priority]?.UInt32(),
            Mtu = attributes.Nested(Attribute.Metrics)[MtuMetric] is { } mtu ? (int)Math.Min(mtu.UInt32(), int.MaxValue) : null,
            Flags = RouteWords.Flags(flags),
        };
        return attributes[Attribute.Multipath] is { } hops ? Hops(route, flags, hops, nameOf) : [route];
    }

    private static List<Route> Hops(Route route, uint flags, NetlinkBytes hops, Func<int, string> nameOf)
    {
        var routes = new List<Route>();
        while (hops.Length >= HopHeaderLength)
        {
            int length = hops.UInt16();
            if (length < HopHeaderLength || length > hops.Length)
            {
                throw new FormatException("A route's next hop is cut short.");
            }

            var attributes = NetlinkAttributes.Parse(hops.Slice(HopHeaderLength, length - HopHeaderLength));
            routes.Add(
                route with
                {
                    Gateway = Gateway(attributes),
                    Device = nameOf(hops.Int32(4)),
                    Flags = RouteWords.Flags(flags | hops.Byte(2)),
                }
            );
            hops = hops.From(Math.Min(NetlinkAttributes.Aligned(length), hops.Length));
        }

        return routes;
    }

    /// <summary>RTA_VIA holds a next hop of the other family: an IPv4 route via an IPv6 gateway.</summary>
    private static string? Gateway(NetlinkAttributes attributes) =>
        (attributes[Attribute.Gateway]?.Address() ?? attributes[Attribute.Via]?.From(2).Address())?.ToString();

    /// <summary>RTA_…</summary>
    private static class Attribute
    {
        public const int Destination = 1;
        public const int OutLink = 4;
        public const int Gateway = 5;
        public const int Priority = 6;
        public const int PreferredSource = 7;
        public const int Metrics = 8;
        public const int Multipath = 9;
        public const int Table = 15;
        public const int Via = 18;
    }
}
