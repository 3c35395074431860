using NetAudit.Snapshots;

namespace NetAudit.Platform.Netlink;

/// <summary>An address, with the index of its link.</summary>
internal sealed record AddressMessage(int Link, LinkAddress Address);

/// <summary>RTM_GETADDR.</summary>
internal static class AddressMessages
{
    public const ushort Get = 22;
    private const ushort Answer = 20;
    private const int HeaderLength = 8;
    private const int AddressAttribute = 1;
    private const int LocalAttribute = 2;

    /// <summary>The request: ifaddrmsg for all families.</summary>
    public static byte[] Request() => new byte[HeaderLength];

    /// <summary>Reads an answer; nothing when it is of another kind or family.</summary>
    /// <exception cref="FormatException">It is malformed.</exception>
    public static IEnumerable<AddressMessage> Parse(NetlinkMessage message)
    {
        if (message.Type != Answer)
        {
            return [];
        }

        var header = message.Payload.Slice(0, HeaderLength);
        var attributes = NetlinkAttributes.Parse(message.Payload.From(HeaderLength));

        // On a point-to-point link the other attribute is the peer's address.
        var address = (attributes[LocalAttribute] ?? attributes[AddressAttribute])?.Address();
        return !AddressFamilies.IsInternet(header.Byte()) || address is null
            ? []
            : [new AddressMessage(header.Int32(4), Read(header, address))];
    }

    private static LinkAddress Read(NetlinkBytes header, System.Net.IPAddress address) =>
        new()
        {
            Address = address.ToString(),
            PrefixLength = header.Byte(1),
            Scope = RouteWords.Scope(header.Byte(3)),
        };
}
