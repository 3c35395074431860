using System.Net;
using NetAudit.Snapshots;

namespace NetAudit.Platform.Sockets;

/// <summary>The reply to a datagram. A reply of the target itself, even a refusal, proves that the datagram crossed.</summary>
/// <param name="Outcome">Reached, or refused before the target.</param>
/// <param name="Reply">The reply.</param>
internal sealed record Answer(ProbeOutcome Outcome, ProbeReply Reply)
{
    private const int Unreachable = 3;
    private const int TimeExceeded = 11;

    /// <summary>Reads a packet as the answer to a datagram; null if it is none.</summary>
    public static Answer? Read(IPv4Packet packet, Datagram sent, IPAddress target) =>
        packet.Protocol == IPv4Packet.Icmp ? FromIcmp(packet, sent, target)
        : packet.Protocol != sent.Protocol || !packet.Source.Equals(target) || !IsBackTo(packet.Payload, sent.Payload) ? null
        : packet.Protocol == IPv4Packet.Tcp ? FromTcp(packet)
        : new Answer(ProbeOutcome.Reached, new() { Kind = ProbeReplyKind.Packet, From = packet.Source.ToString() });

    /// <summary>The answer for a packet that the sending host's kernel refused to send.</summary>
    public static Answer FromKernel(int error) => new(ProbeOutcome.Refused, new() { Kind = ProbeReplyKind.NotSent, ErrorNumber = error });

    private static Answer? FromIcmp(IPv4Packet packet, Datagram sent, IPAddress target)
    {
        var icmp = packet.Payload;
        if (icmp.Length < 8)
        {
            return null;
        }

        var (type, code) = (icmp[0], icmp[1]);
        if (type == 0)
        {
            var isReply = sent.Protocol == IPv4Packet.Icmp && packet.Source.Equals(target) && sent.IsIn(icmp);
            return isReply ? new Answer(ProbeOutcome.Reached, EchoReply(packet)) : null;
        }

        var quoted = type is Unreachable or TimeExceeded or 12 ? IPv4Packet.Read([.. icmp.Skip(8)]) : null;
        if (quoted is null || quoted.Protocol != sent.Protocol || !quoted.Destination.Equals(target) || !sent.IsQuotedIn(quoted.Payload))
        {
            return null;
        }

        var reply = new ProbeReply
        {
            Kind = ProbeReplyKind.IcmpError,
            From = packet.Source.ToString(),
            IcmpType = type,
            IcmpCode = code,
        };
        return new Answer(reply.IsOfTarget(target.ToString()) ? ProbeOutcome.Reached : ProbeOutcome.Refused, reply);
    }

    private static ProbeReply EchoReply(IPv4Packet packet) =>
        new()
        {
            Kind = ProbeReplyKind.EchoReply,
            From = packet.Source.ToString(),
            TimeToLive = packet.TimeToLive,
        };

    private static Answer? FromTcp(IPv4Packet packet)
    {
        var flags = packet.Payload.Length < 14 ? 0 : packet.Payload[13];
        ProbeReplyKind? kind =
            (flags & 4) != 0 ? ProbeReplyKind.TcpReset
            : (flags & 0x12) == 0x12 ? ProbeReplyKind.TcpAccepted
            : null;
        return kind is { } known ? new Answer(ProbeOutcome.Reached, new() { Kind = known, From = packet.Source.ToString() }) : null;
    }

    // Its ports are the other way round.
    private static bool IsBackTo(byte[] answer, byte[] sent) =>
        answer.Length >= 8 && answer[0] == sent[2] && answer[1] == sent[3] && answer[2] == sent[0] && answer[3] == sent[1];
}
