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

    /// <summary>The request: ifinfomsg.</summary>
    public static byte[] Request() => new byte[HeaderLength];

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
            Counters = attributes[Attribute.Counters] is { } counters ? Counters(counters) : null,
            BridgePort =
                information[Attribute.InformationPortKind]?.Text() == "bridge"
                    ? BridgePort(information.Nested(Attribute.InformationPortData))
                    : null,
            Vxlan = kind == "vxlan" ? VxlanAttributes.Read(information.Nested(Attribute.InformationData)) : null,
        };
        return [new LinkMessage(link, attributes[Attribute.Master]?.Int32())];
    }

    /// <summary>IFLA_BRPORT_…: kernels before 4.18 have no isolation.</summary>
    private static BridgePortFacts? BridgePort(NetlinkAttributes settings) =>
        settings[Attribute.PortHairpin] is { } hairpin
            ? new BridgePortFacts { Hairpin = hairpin.Byte() != 0, Isolated = settings[Attribute.PortIsolated]?.Byte() is not (null or 0) }
            : null;

    /// <summary>struct rtnl_link_stats64.</summary>
    private static LinkCounters Counters(NetlinkBytes counters) =>
        new()
        {
            ReceivedPackets = counters.Counter(0),
            SentPackets = counters.Counter(8),
            ReceivedBytes = counters.Counter(16),
            SentBytes = counters.Counter(24),
            ReceiveErrors = counters.Counter(32),
            SendErrors = counters.Counter(40),
            ReceiveDropped = counters.Counter(48),
            SendDropped = counters.Counter(56),
        };

    /// <summary>IFLA_…</summary>
    private static class Attribute
    {
        public const int Address = 1;
        public const int Name = 3;
        public const int Mtu = 4;
        public const int Link = 5;
        public const int Master = 10;
        public const int Information = 18;
        public const int Counters = 23;
        public const int LinkNamespaceId = 37;
        public const int InformationKind = 1;
        public const int InformationData = 2;
        public const int InformationPortKind = 4;
        public const int InformationPortData = 5;
        public const int PortHairpin = 4;
        public const int PortIsolated = 33;
    }
}
