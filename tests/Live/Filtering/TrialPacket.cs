using System.Buffers.Binary;
using NetAudit.Model;
using NetAudit.PacketPath.Filtering;
using NetAudit.Platform.Sockets;

namespace NetAudit.Live.Tests.Filtering;

/// <summary>The direction of a trial's packet.</summary>
internal enum TrialWay
{
    /// <summary>From the sender to the host.</summary>
    Receive,

    /// <summary>From the sender through the host to the receiver.</summary>
    Forward,

    /// <summary>From the host to the receiver.</summary>
    Send,

    /// <summary>From the receiver back to the sender, as an answer to a packet that came through.</summary>
    Answer,
}

/// <summary>A packet that is really sent, and the same packet as the walk's question. Its payload holds its number.</summary>
internal sealed record TrialPacket(uint Number, TrialWay Way, string Link, Packet Packet)
{
    private const int UdpHeader = 8;
    private const int TcpHeader = 20;
    private const int IcmpHeader = 8;

    /// <summary>The number in a received packet; null if it is no packet of a trial.</summary>
    public static uint? NumberIn(ReadOnlySpan<byte> bytes, int protocol)
    {
        var at = protocol switch
        {
            IPv4Packet.Udp => UdpHeader,
            IPv4Packet.Tcp => TcpHeader,
            _ => IcmpHeader,
        };
        return bytes.Length != at + 8 || BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]) != Magic
            ? null
            : BinaryPrimitives.ReadUInt32BigEndian(bytes[(at + 4)..]);
    }

    /// <summary>Writes the packet, including its IP header.</summary>
    public byte[] Write()
    {
        var protocol = Packet.Protocol.Number!.Value;
        var payload = Transport();
        var (source, destination) = (Packet.Source!, Packet.Destination!);
        if (!Packet.IsIPv6)
        {
            return IPv4Packet.Write(source, destination, protocol, payload);
        }

        byte[] length = [(byte)(payload.Length >> 8), (byte)payload.Length];
        return [0x60, 0, 0, 0, .. length, protocol, 64, .. source.GetAddressBytes(), .. destination.GetAddressBytes(), .. payload];
    }

    private const uint Magic = 0x6e657461;

    private byte[] Transport()
    {
        var data = new byte[8];
        BinaryPrimitives.WriteUInt32BigEndian(data, Magic);
        BinaryPrimitives.WriteUInt32BigEndian(data.AsSpan(4), Number);
        var (from, to) = (Packet.SourcePort ?? 0, Packet.DestinationPort ?? 0);
        byte[] ports = [(byte)(from >> 8), (byte)from, (byte)(to >> 8), (byte)to];
        var (bytes, sum) =
            Packet.Protocol == IPProtocol.Udp ? ((byte[])[.. ports, 0, (byte)(UdpHeader + data.Length), 0, 0, .. data], 6)
            : Packet.Protocol == IPProtocol.Tcp ? ([.. ports, 0, 0, 0, 1, 0, 0, 0, 0, 0x50, 2, 0xff, 0xff, 0, 0, 0, 0, .. data], 16)
            : ([(byte)Packet.IcmpType!, 0, 0, 0, (byte)(Number >> 8), (byte)Number, 0, 1, .. data], 2);
        var isBare = Packet.Protocol == IPProtocol.Icmp;
        var checksum = IPv4Packet.Checksum(isBare ? bytes : [.. PseudoHeader(bytes.Length), .. bytes]);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(sum), checksum == 0 ? (ushort)0xffff : checksum);
        return bytes;
    }

    private byte[] PseudoHeader(int length) =>
        [.. Packet.Source!.GetAddressBytes(), .. Packet.Destination!.GetAddressBytes(), 0, Packet.Protocol.Number!.Value, 0, (byte)length];
}
