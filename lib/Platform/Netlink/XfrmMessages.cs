using System.Globalization;
using NetAudit.Snapshots;

namespace NetAudit.Platform.Netlink;

/// <summary>
/// XFRM_MSG_GETSA: IPsec states. Only the fixed part of an answer is read. The keys are in the attributes after it, which are never read.
/// </summary>
internal static class XfrmMessages
{
    public const ushort Get = 0x12;
    private const ushort Answer = 0x10;

    /// <summary>sizeof(struct xfrm_usersa_info).</summary>
    private const int AnswerLength = 224;

    /// <summary>Reads an answer; nothing when it is of another kind or family.</summary>
    /// <exception cref="FormatException">It is malformed.</exception>
    public static IEnumerable<XfrmState> Parse(NetlinkMessage message)
    {
        if (message.Type != Answer)
        {
            return [];
        }

        var bytes = message.Payload.Slice(0, AnswerLength);
        int family = bytes.UInt16(212);
        var destination = bytes.Slice(56, 16).Address(family);
        var source = bytes.Slice(80, 16).Address(family);
        return source is null || destination is null
            ? []
            :
            [
                new XfrmState
                {
                    Source = source.ToString(),
                    Destination = destination.ToString(),
                    Protocol = Protocol(bytes.Byte(76)),
                    RequestId = bytes.UInt32(208),
                    Spi = bytes.NetworkUInt32(72),
                    Mode = Mode(bytes.Byte(214)),
                },
            ];
    }

    public static string Mode(byte mode) =>
        mode switch
        {
            0 => "transport",
            1 => "tunnel",
            2 => "ro",
            4 => "beet",
            _ => mode.ToString(CultureInfo.InvariantCulture),
        };

    public static string Protocol(byte protocol) =>
        protocol switch
        {
            50 => "esp",
            51 => "ah",
            108 => "comp",
            43 => "route2",
            60 => "hao",
            _ => protocol.ToString(CultureInfo.InvariantCulture),
        };
}
