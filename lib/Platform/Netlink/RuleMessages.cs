using System.Globalization;
using NetAudit.Snapshots;

namespace NetAudit.Platform.Netlink;

/// <summary>RTM_GETRULE: IPv4's policy rules, as <c>ip rule</c> lists them.</summary>
internal static class RuleMessages
{
    public const ushort Get = 34;
    private const ushort Answer = 32;
    private const int HeaderLength = 12;
    private const byte ToTable = 1;

    /// <summary>FIB_RULE_INVERT.</summary>
    private const uint Invert = 2;

    /// <summary>The request: fib_rule_hdr for IPv4.</summary>
    public static byte[] Request()
    {
        var request = new byte[HeaderLength];
        request[0] = AddressFamilies.IPv4;
        return request;
    }

    /// <summary>Reads an answer; nothing when it is of another kind or family.</summary>
    /// <exception cref="FormatException">It is malformed.</exception>
    public static IEnumerable<RoutingRule> Parse(NetlinkMessage message)
    {
        if (message.Type != Answer)
        {
            return [];
        }

        var header = message.Payload.Slice(0, HeaderLength);
        var family = header.Byte();
        if (family != AddressFamilies.IPv4)
        {
            return [];
        }

        var attributes = NetlinkAttributes.Parse(message.Payload.From(HeaderLength));
        var table = attributes[Attribute.Table]?.UInt32() ?? header.Byte(4);
        return
        [
            new RoutingRule
            {
                // The kernel leaves priority 0 out.
                Priority = attributes[Attribute.Priority]?.UInt32() ?? 0,
                From = RouteWords.Prefix(attributes[Attribute.Source]?.Address(), header.Byte(2), family) ?? "all",
                To = RouteWords.Prefix(attributes[Attribute.Destination]?.Address(), header.Byte(1), family),
                Table = header.Byte(7) == ToTable && table != 0 ? RouteWords.Table(table) : null,
                Mark = Mark(attributes[Attribute.Mark]?.UInt32(), attributes[Attribute.Mask]?.UInt32()),
                Inverted = (header.UInt32(8) & Invert) != 0,
                InLink = attributes[Attribute.InLink]?.Text(),
                OutLink = attributes[Attribute.OutLink]?.Text(),
                SuppressedPrefixLength = attributes[Attribute.SuppressedPrefixLength]?.Int32() is { } length and >= 0 ? length : null,
                Action = attributes[Attribute.Domain] is not null ? "l3mdev" : Action(header.Byte(7)),
                GoesTo = attributes[Attribute.GoesTo]?.UInt32(),
                OtherConditions = string.Join(" ", Conditions(header.Byte(3), attributes)) is { Length: > 0 } names ? names : null,
            },
        ];
    }

    private static string? Action(byte action) =>
        action switch
        {
            ToTable => null,
            2 => "goto",
            3 => "nop",
            _ => RouteWords.Type(action),
        };

    private static IEnumerable<string> Conditions(byte tos, NetlinkAttributes attributes)
    {
        if (tos != 0)
        {
            yield return "tos";
        }

        foreach (var (type, name) in Attribute.Conditions)
        {
            if (attributes[type] is not null)
            {
                yield return name;
            }
        }
    }

    /// <summary>"0x100", with its mask unless that is all bits: "0x100/0xf00".</summary>
    private static string? Mark(uint? mark, uint? mask) =>
        (mark, mask) switch
        {
            (null, null or 0) => null,
            (_, null or uint.MaxValue) => Hex(mark ?? 0),
            _ => Hex(mark ?? 0) + "/" + Hex(mask.Value),
        };

    private static string Hex(uint number) => "0x" + number.ToString("x", CultureInfo.InvariantCulture);

    /// <summary>FRA_…</summary>
    private static class Attribute
    {
        public const int Destination = 1;
        public const int Source = 2;
        public const int InLink = 3;
        public const int GoesTo = 4;
        public const int Priority = 6;
        public const int Mark = 10;
        public const int SuppressedPrefixLength = 14;
        public const int Table = 15;
        public const int Mask = 16;
        public const int OutLink = 17;
        public const int Domain = 19;

        /// <summary>Conditions kept by name only, in iproute2's order.</summary>
        public static readonly (int Type, string Name)[] Conditions =
        [
            (12, "tun_id"),
            (13, "suppress_ifgroup"),
            (20, "uidrange"),
            (22, "ipproto"),
            (23, "sport"),
            (24, "dport"),
        ];
    }
}
