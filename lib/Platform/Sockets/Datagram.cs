using System.Net;
using NetAudit.Snapshots;

namespace NetAudit.Platform.Sockets;

/// <summary>A small packet of one protocol, with a marker that identifies it and the answers to it.</summary>
/// <param name="Protocol">The protocol's number.</param>
/// <param name="Payload">The bytes after the IP header.</param>
/// <param name="MarkerAt">The marker's offset in it, where address translation changes nothing.</param>
/// <param name="MarkerLength">The marker's length in bytes.</param>
/// <param name="MarkerText">The marker, whole, as hexadecimal digits.</param>
internal sealed record Datagram(int Protocol, byte[] Payload, int MarkerAt, int MarkerLength, string MarkerText)
{
    /// <summary>The target port. Hardly anything listens there, and it makes no difference if something does.</summary>
    public const int Port = ProbePacket.Port;

    public const int Sctp = 132;
    public const int Gre = 47;
    public const int Esp = 50;
    public const int Unassigned = 253;

    private const int QuotedAtLeast = 8;

    /// <summary>Makes a datagram.</summary>
    /// <param name="protocol">The protocol's number.</param>
    /// <param name="source">Its source, which some checksums cover.</param>
    /// <param name="target">Its target, likewise.</param>
    /// <param name="marker">Eight random bytes.</param>
    public static Datagram Create(int protocol, IPAddress source, IPAddress target, byte[] marker)
    {
        var hex = string.Concat(marker.Select(b => b.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
        byte[] ports = [(byte)(0xC0 | (marker[0] & 0x3f)), marker[1], Port >> 8, Port & 0xff];
        byte[] echo = [8, 0, 0, 0, marker[0], marker[1], 0, 1, .. marker];
        byte[] syn = [.. ports, .. marker.Take(4), 0, 0, 0, 0, 0x50, 2, 4, 0, 0, 0, 0, 0];
        byte[] datagram = [.. ports, 0, 16, 0, 0, .. marker];
        byte[] esp = [(byte)(marker[0] | 0x80), .. marker.Skip(1), .. marker];
        return protocol switch
        {
            IPv4Packet.Icmp => new(protocol, Summed(echo, 2, []), 8, 8, hex),
            IPv4Packet.Tcp => new(protocol, Summed(syn, 16, Pseudo(protocol, 20)), 4, 4, hex),
            IPv4Packet.Udp => new(protocol, Summed(datagram, 6, Pseudo(protocol, 16)), 8, 8, hex),
            Sctp => new(protocol, [.. ports, .. marker.Take(4), .. marker], 4, 4, hex),
            Gre => new(protocol, [0, 0, 8, 0, .. marker], 4, 8, hex),
            Esp => new(protocol, esp, 8, 8, hex),
            _ => new(protocol, [.. marker, .. marker], 0, 8, hex),
        };

        byte[] Pseudo(int number, int length) =>
            [.. source.GetAddressBytes(), .. target.GetAddressBytes(), 0, (byte)number, 0, (byte)length];
    }

    /// <summary>Its protocol, as records name it.</summary>
    public ProbeProtocol Kind =>
        Protocol switch
        {
            IPv4Packet.Icmp => ProbeProtocol.Icmp,
            IPv4Packet.Tcp => ProbeProtocol.Tcp,
            IPv4Packet.Udp => ProbeProtocol.Udp,
            Sctp => ProbeProtocol.Sctp,
            Gre => ProbeProtocol.Gre,
            Esp => ProbeProtocol.Esp,
            _ => ProbeProtocol.Experimental,
        };

    /// <summary>The bytes that identify it.</summary>
    public byte[] Marker => [.. Payload.Skip(MarkerAt).Take(MarkerLength)];

    /// <summary>Whether a packet's payload is this datagram, whatever translation did to its ports.</summary>
    public bool IsIn(byte[] payload) =>
        payload.Length >= MarkerAt + MarkerLength && payload.Skip(MarkerAt).Take(MarkerLength).SequenceEqual(Marker);

    /// <summary>Whether an ICMP error's quote of a payload is the start of this datagram.</summary>
    public bool IsQuotedIn(byte[] quote) =>
        quote.Length >= QuotedAtLeast && quote.Take(QuotedAtLeast).SequenceEqual(Payload.Take(QuotedAtLeast));

    private static byte[] Summed(byte[] bytes, int at, byte[] pseudoHeader)
    {
        var sum = IPv4Packet.Checksum([.. pseudoHeader, .. bytes]);
        bytes[at] = (byte)(sum >> 8);
        bytes[at + 1] = (byte)sum;
        return bytes;
    }
}
