using System.Globalization;
using NetAudit.Snapshots;

namespace NetAudit.Platform.Netlink;

/// <summary>XFRM_MSG_GETPOLICY: IPsec policies. They have no keys.</summary>
internal static class XfrmPolicyMessages
{
    public const ushort Get = 0x15;
    private const ushort Answer = 0x13;

    /// <summary>sizeof(struct xfrm_userpolicy_info).</summary>
    private const int AnswerLength = 168;

    /// <summary>sizeof(struct xfrm_user_tmpl).</summary>
    private const int TemplateLength = 64;

    private const int TemplatesAttribute = 5;
    private const int MarkAttribute = 21;

    /// <summary>Higher numbers are the policies of single sockets.</summary>
    private static readonly string[] Directions = ["in", "out", "fwd"];

    /// <summary>Reads an answer; nothing when it is of another kind or family, or a socket's own.</summary>
    /// <exception cref="FormatException">It is malformed.</exception>
    public static IEnumerable<XfrmPolicy> Parse(NetlinkMessage message)
    {
        if (message.Type != Answer)
        {
            return [];
        }

        var bytes = message.Payload.Slice(0, AnswerLength);
        int family = bytes.UInt16(40);
        int direction = bytes.Byte(160);
        if (
            direction >= Directions.Length
            || bytes.Slice(16, 16).Address(family) is not { } source
            || bytes.Slice(0, 16).Address(family) is not { } destination
        )
        {
            return [];
        }

        var attributes = NetlinkAttributes.Parse(message.Payload.From(AnswerLength));
        var mark = attributes[MarkAttribute];
        return
        [
            new XfrmPolicy
            {
                Direction = Directions[direction],
                Source = $"{source}/{bytes.Byte(43)}",
                Destination = $"{destination}/{bytes.Byte(42)}",
                Protocol = bytes.Byte(44) == 0 ? null : Protocol(bytes.Byte(44)),
                SourcePort = bytes.UInt16(38) == 0 ? null : bytes.Port(36),
                DestinationPort = bytes.UInt16(34) == 0 ? null : bytes.Port(32),
                Mark = mark?.UInt32(),
                MarkMask = mark?.UInt32(4),
                Blocks = bytes.Byte(161) == 1,
                Templates = [.. Templates(attributes[TemplatesAttribute])],
            },
        ];
    }

    private static IEnumerable<XfrmTemplate> Templates(NetlinkBytes? attribute)
    {
        for (var at = 0; attribute is { } bytes && at + TemplateLength <= bytes.Length; at += TemplateLength)
        {
            var template = bytes.Slice(at, TemplateLength);
            int family = template.UInt16(24);
            var spi = template.NetworkUInt32(16);
            yield return new XfrmTemplate
            {
                Destination = template.Slice(0, 16).Address(family)?.ToString() ?? "",
                Source = template.Slice(28, 16).Address(family)?.ToString() ?? "",
                Protocol = XfrmMessages.Protocol(template.Byte(20)),
                Spi = spi == 0 ? null : spi,
                RequestId = template.UInt32(44),
                Mode = XfrmMessages.Mode(template.Byte(48)),
            };
        }
    }

    private static string Protocol(byte protocol) =>
        protocol switch
        {
            6 => "tcp",
            17 => "udp",
            1 => "icmp",
            50 => "esp",
            58 => "ipv6-icmp",
            132 => "sctp",
            _ => protocol.ToString(CultureInfo.InvariantCulture),
        };
}
