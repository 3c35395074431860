using System.Text.RegularExpressions;
using NetAudit.Snapshots;

namespace NetAudit.Collection.VersionOne;

/// <summary>Reads packets and replies as version 1 wrote them.</summary>
internal static class ReplySentences
{
    private static readonly (ProbeProtocol Protocol, Regex Pattern)[] s_packets =
    [
        (ProbeProtocol.Icmp, Packet("ICMP echo request, marker (?<marker>[0-9a-f]+)")),
        (ProbeProtocol.Tcp, Packet("TCP SYN to port [0-9]+, sequence number (?<marker>[0-9a-f]+)")),
        (ProbeProtocol.Udp, Packet("UDP to port [0-9]+, marker (?<marker>[0-9a-f]+)")),
        (ProbeProtocol.Sctp, Packet(@"IP protocol 132 \(SCTP\), marker (?<marker>[0-9a-f]+)")),
        (ProbeProtocol.Gre, Packet(@"IP protocol 47 \(GRE\), marker (?<marker>[0-9a-f]+)")),
        (ProbeProtocol.Esp, Packet(@"IP protocol 50 \(ESP\), marker (?<marker>[0-9a-f]+)")),
        (ProbeProtocol.Experimental, Packet("IP protocol 253, marker (?<marker>[0-9a-f]+)")),
        (ProbeProtocol.IcmpV6, Packet("ICMPv6 echo request")),
        (ProbeProtocol.Multicast, Packet(@"a UDP datagram to all hosts of the link \((?<group>[0-9.]+)\)")),
        (ProbeProtocol.Broadcast, Packet(@"a UDP datagram to the subnet's broadcast address \((?<group>[0-9.]+)\)")),
    ];

    private static readonly Regex s_echo = ProbeSentences.Pattern("^ICMP echo reply from (?<from>[0-9.]+), TTL (?<ttl>[0-9]{1,3})$");
    private static readonly Regex s_echo6 = ProbeSentences.Pattern("^ICMPv6 echo reply from (?<from>[0-9A-Fa-f:.]+)$");
    private static readonly Regex s_error = ProbeSentences.Pattern(
        @"^ICMP (?<name>[a-z ]+|type (?<type>[0-9]{1,3}) code (?<code>[0-9]{1,3})) from (?<from>[0-9.]+)$"
    );
    private static readonly Regex s_other = ProbeSentences.Pattern(
        "^(?<what>TCP RST|TCP SYN-ACK|a [A-Z0-9]+ packet) from (?<from>[0-9.]+)$"
    );
    private static readonly Regex s_refused = ProbeSentences.Pattern("^this host's kernel refused to send it: (?<why>.*)$");

    private static readonly (int Type, int Code)[] s_errors = [(3, 0), (3, 1), (3, 2), (3, 3), (3, 13), (11, 0)];
    private static readonly int[] s_refusals = [90, 1, 101, 113];

    /// <summary>The packets that were sent, by the words of <see cref="ProbeRecord"/>'s version 1.</summary>
    public static IReadOnlyList<ProbePacket> ReadPackets(string sent) =>
        [.. sent.Split(["; "], StringSplitOptions.None).Take(16).Select(ReadPacket).OfType<ProbePacket>()];

    /// <summary>A reply; null if the words are of none.</summary>
    public static ProbeReply? ReadReply(string text)
    {
        if (s_echo.Match(text) is { Success: true } echo)
        {
            return new()
            {
                Kind = ProbeReplyKind.EchoReply,
                From = echo.Groups["from"].Value,
                TimeToLive = ProbeSentences.Number(echo, "ttl") ?? 0,
            };
        }

        if (s_echo6.Match(text) is { Success: true } echo6)
        {
            return new() { Kind = ProbeReplyKind.EchoReply, From = echo6.Groups["from"].Value };
        }

        if (s_error.Match(text) is { Success: true } error)
        {
            var (type, code) = ProbeSentences.Number(error, "type") is { } number
                ? (number, ProbeSentences.Number(error, "code") ?? 0)
                : Array.Find(s_errors, one => ReplyWording.IcmpName(one.Type, one.Code) == error.Groups["name"].Value);
            return new()
            {
                Kind = ProbeReplyKind.IcmpError,
                From = error.Groups["from"].Value,
                IcmpType = type,
                IcmpCode = code,
            };
        }

        if (s_other.Match(text) is { Success: true } other)
        {
            var kind = other.Groups["what"].Value switch
            {
                "TCP RST" => ProbeReplyKind.TcpReset,
                "TCP SYN-ACK" => ProbeReplyKind.TcpAccepted,
                _ => ProbeReplyKind.Packet,
            };
            return new() { Kind = kind, From = other.Groups["from"].Value };
        }

        return s_refused.IsMatch(text) ? ReadRefusal(text) : null;
    }

    private static ProbeReply ReadRefusal(string text)
    {
        var replies = s_refusals.Select(number => new ProbeReply { Kind = ProbeReplyKind.NotSent, ErrorNumber = number }).ToList();
        return replies.Find(reply => ReplyWording.Reply(reply, ProbeProtocol.Icmp) == text) ?? new() { Kind = ProbeReplyKind.NotSent };
    }

    private static ProbePacket? ReadPacket(string text)
    {
        foreach (var (protocol, pattern) in s_packets)
        {
            if (pattern.Match(text) is { Success: true } match)
            {
                return new()
                {
                    Protocol = protocol,
                    Marker = ProbeSentences.Group(match, "marker"),
                    GroupAddress = ProbeSentences.Group(match, "group"),
                    Size = ProbeSentences.Number(match, "size"),
                };
            }
        }

        return null;
    }

    private static Regex Packet(string pattern) =>
        ProbeSentences.Pattern($"^{pattern}(, (?<size>[0-9]{{1,5}}) bytes(, not to be fragmented)?)?$");
}
