using System.Net;

namespace NetAudit.Platform.Sockets;

/// <summary>An IPv4 packet, or the start of one that an ICMP error quotes.</summary>
/// <param name="Source">Its source.</param>
/// <param name="Destination">Its destination.</param>
/// <param name="Protocol">The protocol's number.</param>
/// <param name="TimeToLive">The remaining hops.</param>
/// <param name="Payload">The bytes after the header, as far as they were captured.</param>
internal sealed record IPv4Packet(IPAddress Source, IPAddress Destination, int Protocol, int TimeToLive, byte[] Payload)
{
    public const int Icmp = 1;
    public const int Tcp = 6;
    public const int Udp = 17;

    /// <summary>The length of a header without options.</summary>
    public const int ShortestHeader = 20;

    /// <summary>The default hop limit.</summary>
    public const int UsualTimeToLive = 64;

    private const int DontFragment = 0x40;

    /// <summary>
    /// When the kernel received it, by <see cref="System.Diagnostics.Stopwatch.GetTimestamp"/>'s clock; 0 if that wasn't requested.
    /// </summary>
    public long ReceivedAt { get; init; }

    /// <summary>Reads a packet; null if the bytes aren't one. They are untrusted.</summary>
    public static IPv4Packet? Read(byte[] bytes)
    {
        var header = bytes.Length < ShortestHeader ? 0 : (bytes[0] & 0xf) * 4;
        return header < ShortestHeader || bytes[0] >> 4 != 4 || bytes.Length < header
            ? null
            : new IPv4Packet(Address(bytes, 12), Address(bytes, 16), bytes[9], bytes[8], [.. bytes.Skip(header)]);
    }

    /// <summary>A packet to send. The kernel fills in checksum and identification.</summary>
    /// <param name="source">Its source.</param>
    /// <param name="destination">Its destination.</param>
    /// <param name="protocol">The protocol's number.</param>
    /// <param name="payload">The bytes after the header.</param>
    /// <param name="whole">Whether it must not be fragmented.</param>
    /// <param name="timeToLive">The hop limit.</param>
    public static byte[] Write(
        IPAddress source,
        IPAddress destination,
        int protocol,
        byte[] payload,
        bool whole = false,
        int timeToLive = UsualTimeToLive
    )
    {
        var length = ShortestHeader + payload.Length;
        var flags = (byte)(whole ? DontFragment : 0);
        return
        [
            0x45,
            0,
            (byte)(length >> 8),
            (byte)length,
            0,
            0,
            flags,
            0,
            (byte)timeToLive,
            (byte)protocol,
            0,
            0,
            .. source.GetAddressBytes(),
            .. destination.GetAddressBytes(),
            .. payload,
        ];
    }

    /// <summary>The internet's checksum.</summary>
    public static ushort Checksum(byte[] bytes)
    {
        var sum = 0u;
        for (var i = 0; i < bytes.Length; i++)
        {
            sum += (uint)bytes[i] << (i % 2 == 0 ? 8 : 0);
        }

        while (sum >> 16 != 0)
        {
            sum = (sum & 0xffff) + (sum >> 16);
        }

        return (ushort)~sum;
    }

    private static IPAddress Address(byte[] bytes, int at) => new(BitConverter.ToUInt32(bytes, at));
}
