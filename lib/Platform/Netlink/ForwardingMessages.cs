using NetAudit.Snapshots;

namespace NetAudit.Platform.Netlink;

/// <summary>RTM_GETNEIGH for AF_BRIDGE: the forwarding entries of bridges and VXLAN links.</summary>
internal static class ForwardingMessages
{
    /// <summary>The request is an ifinfomsg, not an ndmsg: old and new kernels read it alike.</summary>
    private const int RequestLength = 16;

    public static byte[] Request()
    {
        var request = new byte[RequestLength];
        request[0] = AddressFamilies.Bridge;
        return request;
    }

    /// <summary>Reads an answer; nothing when it is of another kind or family.</summary>
    /// <exception cref="FormatException">It is malformed.</exception>
    public static IEnumerable<ForwardingEntry> Parse(NetlinkMessage message, Func<int, string> nameOf)
    {
        if (message.Type != NeighborMessages.Answer)
        {
            return [];
        }

        var header = message.Payload.Slice(0, NeighborMessages.HeaderLength);
        var attributes = NetlinkAttributes.Parse(message.Payload.From(NeighborMessages.HeaderLength));
        return header.Byte() != AddressFamilies.Bridge || attributes[NeighborMessages.MacAttribute]?.MacAddress() is not { } mac
            ? []
            :
            [
                new ForwardingEntry
                {
                    MacAddress = mac,
                    Device = nameOf(header.Int32(4)),
                    Destination = attributes[NeighborMessages.AddressAttribute]?.Address()?.ToString(),
                    State = State(header.UInt16(8)),
                },
            ];
    }

    /// <summary>Several bits may be set: a VXLAN link's permanent entries are static too. iproute2 asks in this order.</summary>
    private static string State(int state) =>
        (state & 0x80) != 0 ? "permanent"
        : (state & 0x40) != 0 ? "static"
        : (state & 0x04) != 0 ? "stale"
        : (state & 0x02) != 0 ? ""
        : $"0x{state:x}";
}
