using System.Net;
using NetAudit.Snapshots;

namespace NetAudit.Platform.Sockets;

/// <summary>What came back for a datagram. An answer of the target's own, even a refusal, proves that the datagram crossed.</summary>
/// <param name="Outcome">Reached, or refused on the way.</param>
/// <param name="Words">In words.</param>
internal sealed record Answer(ProbeOutcome Outcome, string Words)
{
    private const int Unreachable = 3;
    private const int TimeExceeded = 11;

    /// <summary>The router on whose way the packet had gone its hops; null for any other answer.</summary>
    public IPAddress? Router { get; init; }

    /// <summary>The hops that an echo reply had left; 0 for any other answer.</summary>
    public int TimeToLive { get; init; }

    /// <summary>Reads a packet as the answer to a datagram; null where it is none.</summary>
    public static Answer? Read(IPv4Packet packet, Datagram sent, IPAddress target) =>
        packet.Protocol == IPv4Packet.Icmp ? FromIcmp(packet, sent, target)
        : packet.Protocol != sent.Protocol || !packet.Source.Equals(target) || !IsBackTo(packet.Payload, sent.Payload) ? null
        : packet.Protocol == IPv4Packet.Tcp ? FromTcp(packet)
        : new Answer(ProbeOutcome.Reached, $"a {sent.Name} packet from {packet.Source}");

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
            var words = $"ICMP echo reply from {packet.Source}, TTL {packet.TimeToLive}";
            var isIts = sent.Protocol == IPv4Packet.Icmp && packet.Source.Equals(target) && sent.IsIn(icmp);
            return isIts ? new Answer(ProbeOutcome.Reached, words) { TimeToLive = packet.TimeToLive } : null;
        }

        var quoted = type is Unreachable or TimeExceeded or 12 ? IPv4Packet.Read([.. icmp.Skip(8)]) : null;
        if (quoted is null || quoted.Protocol != sent.Protocol || !quoted.Destination.Equals(target) || !sent.IsQuotedIn(quoted.Payload))
        {
            return null;
        }

        // Only the target itself knows that it doesn't speak a protocol or has nothing on a port; a firewall says so in its own name.
        var own = type == Unreachable && code is 2 or 3 && packet.Source.Equals(target);
        var outcome = own ? ProbeOutcome.Reached : ProbeOutcome.Refused;
        var router = type == TimeExceeded ? packet.Source : null;
        return new Answer(outcome, $"ICMP {Named(type, code)} from {packet.Source}") { Router = router };
    }

    private static Answer? FromTcp(IPv4Packet packet)
    {
        var flags = packet.Payload.Length < 14 ? 0 : packet.Payload[13];
        return (flags & 4) != 0 ? new Answer(ProbeOutcome.Reached, $"TCP RST from {packet.Source}")
            : (flags & 0x12) == 0x12 ? new Answer(ProbeOutcome.Reached, $"TCP SYN-ACK from {packet.Source}")
            : null;
    }

    // Its ports are the other way round.
    private static bool IsBackTo(byte[] answer, byte[] sent) =>
        answer.Length >= 8 && answer[0] == sent[2] && answer[1] == sent[3] && answer[2] == sent[0] && answer[3] == sent[1];

    private static string Named(int type, int code) => (type, code) switch
    {
        (Unreachable, 0) => "network unreachable",
        (Unreachable, 1) => "host unreachable",
        (Unreachable, 2) => "protocol unreachable",
        (Unreachable, 3) => "port unreachable",
        (Unreachable, 9 or 10 or 13) => "administratively prohibited",
        (TimeExceeded, _) => "time to live exceeded",
        _ => $"type {type} code {code}",
    };
}
