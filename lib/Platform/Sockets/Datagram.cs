using System.Net;

namespace NetAudit.Platform.Sockets;

/// <summary>A small packet of one protocol, with a marker by which it, and an answer to it, is known again.</summary>
/// <param name="Protocol">The protocol's number.</param>
/// <param name="Name">Its name: "TCP", "253".</param>
/// <param name="Payload">What follows the IP header.</param>
/// <param name="MarkerAt">Where the marker is in it: a place that address translation leaves alone.</param>
/// <param name="MarkerLength">How long the marker is.</param>
/// <param name="Words">What it is, in words.</param>
internal sealed record Datagram(int Protocol, string Name, byte[] Payload, int MarkerAt, int MarkerLength, string Words)
{
    /// <summary>A port where hardly anything listens; whether something does makes no difference.</summary>
    public const int Port = 33533;

    public const int Sctp = 132;
    public const int Gre = 47;
    public const int Esp = 50;
    public const int Unassigned = 253;

    private const int QuotedAtLeast = 8;

    /// <summary>Makes one.</summary>
    /// <param name="protocol">The protocol's number.</param>
    /// <param name="source">Its source, which some checksums cover.</param>
    /// <param name="target">Its target, likewise.</param>
    /// <param name="marker">Eight random bytes.</param>
    public static Datagram Of(int protocol, IPAddress source, IPAddress target, byte[] marker)
    {
        var hex = string.Concat(marker.Select(b => b.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
        byte[] ports = [(byte)(0xC0 | (marker[0] & 0x3f)), marker[1], Port >> 8, Port & 0xff];
        byte[] echo = [8, 0, 0, 0, marker[0], marker[1], 0, 1, .. marker];
        byte[] syn = [.. ports, .. marker.Take(4), 0, 0, 0, 0, 0x50, 2, 4, 0, 0, 0, 0, 0];
        byte[] datagram = [.. ports, 0, 16, 0, 0, .. marker];
        byte[] esp = [(byte)(marker[0] | 0x80), .. marker.Skip(1), .. marker];
        var (toPort, marked, sequence) = ($"to port {Port}", $"marker {hex}", $"sequence number {hex[..8]}");
        return protocol switch
        {
            IPv4Packet.Icmp => new(protocol, "ICMP", Summed(echo, 2, []), 8, 8, $"ICMP echo request, {marked}"),
            IPv4Packet.Tcp => new(protocol, "TCP", Summed(syn, 16, Pseudo(protocol, 20)), 4, 4, $"TCP SYN {toPort}, {sequence}"),
            IPv4Packet.Udp => new(protocol, "UDP", Summed(datagram, 6, Pseudo(protocol, 16)), 8, 8, $"UDP {toPort}, {marked}"),
            Sctp => new(protocol, "SCTP", [.. ports, .. marker.Take(4), .. marker], 4, 4, $"IP protocol 132 (SCTP), {marked}"),
            Gre => new(protocol, "GRE", [0, 0, 8, 0, .. marker], 4, 8, $"IP protocol 47 (GRE), {marked}"),
            Esp => new(protocol, "ESP", esp, 8, 8, $"IP protocol 50 (ESP), {marked}"),
            _ => new(protocol, $"{protocol}", [.. marker, .. marker], 0, 8, $"IP protocol {protocol}, {marked}"),
        };

        byte[] Pseudo(int number, int length) =>
            [.. source.GetAddressBytes(), .. target.GetAddressBytes(), 0, (byte)number, 0, (byte)length];
    }

    /// <summary>By what it is known again.</summary>
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
