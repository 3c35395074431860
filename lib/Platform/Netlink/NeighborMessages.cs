using NetAudit.Snapshots;

namespace NetAudit.Platform.Netlink;

/// <summary>RTM_GETNEIGH: IPv4 and IPv6 neighbours.</summary>
internal static class NeighborMessages
{
    public const ushort Get = 30;
    public const ushort Answer = 28;
    public const int HeaderLength = 12;
    public const int AddressAttribute = 1;
    public const int MacAttribute = 2;

    /// <summary>NTF_PROXY: an address that this host answers for, not a neighbour.</summary>
    private const byte Proxy = 8;

    private static readonly (int Bit, string Word)[] States =
    [
        (1, "INCOMPLETE"),
        (2, "REACHABLE"),
        (4, "STALE"),
        (8, "DELAY"),
        (16, "PROBE"),
        (32, "FAILED"),
        (128, "PERMANENT"),
    ];

    /// <summary>The request: ndmsg for all families, IPv4 first.</summary>
    public static byte[] Request() => new byte[HeaderLength];

    /// <summary>
    /// Reads an answer; nothing when it is of another kind or family, or one that needs no MAC address (NUD_NOARP), as <c>ip neigh</c>
    /// does.
    /// </summary>
    /// <exception cref="FormatException">It is malformed.</exception>
    public static IEnumerable<Neighbor> Parse(NetlinkMessage message, Func<int, string> nameOf)
    {
        if (message.Type != Answer)
        {
            return [];
        }

        var header = message.Payload.Slice(0, HeaderLength);
        var state = header.UInt16(8);
        var words = States.Where(word => (state & word.Bit) != 0).Select(word => word.Word).ToArray();
        var attributes = NetlinkAttributes.Parse(message.Payload.From(HeaderLength));
        var address = attributes[AddressAttribute]?.Address();
        return !AddressFamilies.IsInternet(header.Byte()) || words.Length == 0 || (header.Byte(10) & Proxy) != 0 || address is null
            ? []
            :
            [
                new Neighbor
                {
                    Address = address.ToString(),
                    Device = nameOf(header.Int32(4)),
                    MacAddress = attributes[MacAttribute]?.MacAddress(),
                    State = string.Join(",", words),
                },
            ];
    }
}
