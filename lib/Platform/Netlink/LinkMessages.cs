using NetAudit.Snapshots;

namespace NetAudit.Platform.Netlink;

/// <summary>A link, with its master's index: that has a name only once all links are read.</summary>
internal sealed record LinkMessage(Link Link, int? Master);

/// <summary>RTM_GETLINK.</summary>
internal static class LinkMessages
{
    public const ushort Get = 18;
    private const ushort Answer = 16;
    private const int HeaderLength = 16;
    private const uint IsUp = 1;
    private const ushort ExtendedMask = 29;

    /// <summary>RTEXT_FILTER_SKIP_STATS: a link's counters are most of its message.</summary>
    private const uint SkipCounters = 8;

    /// <summary>The request: ifinfomsg with IFLA_EXT_MASK.</summary>
    public static byte[] Request()
    {
        var request = new byte[HeaderLength + 8];
        BitConverter.GetBytes((ushort)8).CopyTo(request, HeaderLength);
        BitConverter.GetBytes(ExtendedMask).CopyTo(request, HeaderLength + 2);
        BitConverter.GetBytes(SkipCounters).CopyTo(request, HeaderLength + 4);
        return request;
    }

    /// <summary>Reads an answer; nothing when it is of another kind.</summary>
    /// <exception cref="FormatException">It is malformed.</exception>
    public static IEnumerable<LinkMessage> Parse(NetlinkMessage message)
    {
        if (message.Type != Answer)
        {
            return [];
        }

        var header = message.Payload.Slice(0, HeaderLength);
        var attributes = NetlinkAttributes.Parse(message.Payload.From(HeaderLength));
        var information = attributes.Nested(Attribute.Information);
        var kind = information[Attribute.InformationKind]?.Text();
        var peer = attributes[Attribute.Link]?.Int32();
        var link = new Link
        {
            Index = header.Int32(4),
            Name = attributes[Attribute.Name]?.Text() ?? "",
            Kind = kind,
            LinkType = LinkTypes.Word(header.UInt16(2)),
            Mtu = attributes[Attribute.Mtu]?.Int32() ?? 0,
            MacAddress = attributes[Attribute.Address]?.MacAddress(),
            Up = (header.UInt32(8) & IsUp) != 0,

            // 0: a tunnel that may leave by any link.
            PeerIndex = peer == 0 ? null : peer,
            PeerNamespaceId = attributes[Attribute.LinkNamespaceId]?.Int32(),
            Vxlan = kind == "vxlan" ? VxlanAttributes.Read(information.Nested(Attribute.InformationData)) : null,
        };
        return [new LinkMessage(link, attributes[Attribute.Master]?.Int32())];
    }

    /// <summary>IFLA_…</summary>
    private static class Attribute
    {
        public const int Address = 1;
        public const int Name = 3;
        public const int Mtu = 4;
        public const int Link = 5;
        public const int Master = 10;
        public const int Information = 18;
        public const int LinkNamespaceId = 37;
        public const int InformationKind = 1;
        public const int InformationData = 2;
    }
}
