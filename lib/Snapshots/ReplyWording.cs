namespace NetAudit.Snapshots;

/// <summary>Packets and their replies, in words.</summary>
internal static class ReplyWording
{
    private const int SequenceDigits = 8;

    /// <summary>"ICMP", "253", "multicast".</summary>
    public static string Name(ProbeProtocol protocol) =>
        protocol switch
        {
            ProbeProtocol.Icmp => "ICMP",
            ProbeProtocol.Tcp => "TCP",
            ProbeProtocol.Udp => "UDP",
            ProbeProtocol.Sctp => "SCTP",
            ProbeProtocol.Gre => "GRE",
            ProbeProtocol.Esp => "ESP",
            ProbeProtocol.Experimental => "253",
            ProbeProtocol.IcmpV6 => "ICMPv6",
            ProbeProtocol.Multicast => "multicast",
            ProbeProtocol.Broadcast => "broadcast",
            ProbeProtocol.ForeignFrame => "a foreign frame",
            _ => protocol.ToString(),
        };

    /// <summary>"ICMP echo request, marker 4f1c…".</summary>
    public static string Packet(ProbePacket packet) =>
        packet.Protocol switch
        {
            ProbeProtocol.Icmp => $"ICMP echo request, marker {packet.Marker}",
            ProbeProtocol.Tcp => $"TCP SYN to port {ProbePacket.Port}, sequence number {Sequence(packet)}",
            ProbeProtocol.Udp => $"UDP to port {ProbePacket.Port}, marker {packet.Marker}",
            ProbeProtocol.Sctp => $"IP protocol 132 (SCTP), marker {packet.Marker}",
            ProbeProtocol.Gre => $"IP protocol 47 (GRE), marker {packet.Marker}",
            ProbeProtocol.Esp => $"IP protocol 50 (ESP), marker {packet.Marker}",
            ProbeProtocol.Experimental => $"IP protocol 253, marker {packet.Marker}",
            ProbeProtocol.IcmpV6 => "ICMPv6 echo request",
            ProbeProtocol.ForeignFrame => "an Ethernet frame of protocol 0x88b5 to all on the link",
            ProbeProtocol.Multicast => $"a UDP datagram to all hosts of the link ({packet.GroupAddress})",
            _ => $"a UDP datagram to the subnet's broadcast address ({packet.GroupAddress})",
        };

    /// <summary>"ICMP protocol unreachable from 10.0.1.3".</summary>
    public static string Reply(ProbeReply reply, ProbeProtocol protocol) =>
        reply.Kind switch
        {
            ProbeReplyKind.EchoReply when protocol == ProbeProtocol.IcmpV6 => $"ICMPv6 echo reply from {reply.From}",
            ProbeReplyKind.EchoReply => $"ICMP echo reply from {reply.From}, TTL {reply.TimeToLive}",
            ProbeReplyKind.IcmpError => $"ICMP {IcmpName(reply.IcmpType, reply.IcmpCode)} from {reply.From}",
            ProbeReplyKind.TcpReset => $"TCP RST from {reply.From}",
            ProbeReplyKind.TcpAccepted => $"TCP SYN-ACK from {reply.From}",
            ProbeReplyKind.Packet => $"a {Name(protocol)} packet from {reply.From}",
            _ => $"this host's kernel refused to send it: {Refusal(reply.ErrorNumber)}",
        };

    /// <summary>A packet's reply; if none came, how long one was waited for.</summary>
    public static string ReplyOrNothing(ProbePacket packet, TimeSpan waited) =>
        packet.Reply is { } reply ? Reply(reply, packet.Protocol) : ProbeWording.NothingWithin(waited);

    /// <summary>An ICMP error's name: "host unreachable".</summary>
    public static string IcmpName(int type, int code) =>
        (type, code) switch
        {
            (3, 0) => "network unreachable",
            (3, 1) => "host unreachable",
            (3, 2) => "protocol unreachable",
            (3, 3) => "port unreachable",
            (3, 4) => "fragmentation needed",
            (3, 9 or 10 or 13) => "administratively prohibited",
            (11, _) => "time to live exceeded",
            _ => $"type {type} code {code}",
        };

    private static string Sequence(ProbePacket packet) =>
        packet.Marker is { Length: > SequenceDigits } marker ? marker[..SequenceDigits] : packet.Marker ?? "";

    private static string Refusal(int error) =>
        error switch
        {
            90 => "it is longer than the link's MTU (EMSGSIZE)",
            1 => "its firewall drops it (EPERM)",
            101 => "no route to the network (ENETUNREACH)",
            113 => "no route to the host (EHOSTUNREACH)",
            _ => $"error {error}",
        };
}
