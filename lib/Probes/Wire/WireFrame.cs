using System.Net;
using NetAudit.Platform.Sockets;

namespace NetAudit.Probes.Wire;

/// <summary>A frame between two hosts: what carries, and what is carried as far as it was captured.</summary>
/// <param name="Source">The sending host.</param>
/// <param name="Destination">The receiving host; the container itself where nothing encapsulates.</param>
/// <param name="Model">The normalised network model: "VXLAN", "UDP", "IPIP", "WireGuard", "Layer3"; "" where encryption hides it.</param>
/// <param name="Scheme">The encryption that its kind may have or has: "IPsec", "NaCl", "WireGuard"; null for kinds that never have any.</param>
/// <param name="Words">In words: "VXLAN, VNI 4097, UDP port 4789".</param>
/// <param name="Carried">What follows the encapsulation's header.</param>
internal sealed record WireFrame(IPAddress Source, IPAddress Destination, string Model, string? Scheme, string Words, byte[] Carried)
{
    private const int Esp = 50;
    private const int IPInIP = 4;
    private const int FlannelUdp = 8285;
    private const int Sleeve = 6783;
    private const int UdpHeader = 8;
    private const int VxlanHeader = 8;
    private const int WireGuardHeader = 16;

    private static readonly int[] VxlanPorts = [4789, 8472, 6784];

    /// <summary>Reads an Ethernet frame; null where it isn't IPv4. The bytes come from anybody, and may be cut off anywhere.</summary>
    public static WireFrame? Read(byte[] frame) => IPv4In(frame) is { } packet ? Of(packet) : null;

    /// <summary>Whether these bytes are readable in what it carries.</summary>
    public bool Shows(byte[] marker) =>
        Enumerable.Range(0, Math.Max(0, Carried.Length - marker.Length + 1)).Any(at => marker.Select((value, index) => Carried[at + index] == value).All(same => same));

    private static WireFrame Of(IPv4Packet packet) => packet.Protocol switch
    {
        IPv4Packet.Udp when packet.Payload.Length >= UdpHeader => OfUdp(packet, (packet.Payload[2] << 8) | packet.Payload[3], [.. packet.Payload.Skip(UdpHeader)]),
        Esp => new(packet.Source, packet.Destination, "", "IPsec", "ESP", []),
        IPInIP => new(packet.Source, packet.Destination, "IPIP", null, "IP in IP", packet.Payload),
        _ => Plain(packet),
    };

    private static WireFrame OfUdp(IPv4Packet packet, int port, byte[] data)
    {
        // Swarms may have another port, so the header tells, and what is in it.
        if (data.Length >= VxlanHeader && data[0] == 8 && data[1] == 0 && data[2] == 0 && data[3] == 0 && data[7] == 0)
        {
            byte[] inner = [.. data.Skip(VxlanHeader)];
            if (VxlanPorts.Contains(port) || IPv4In(inner) is not null)
            {
                return new(packet.Source, packet.Destination, "VXLAN", null, $"VXLAN, VNI {(data[4] << 16) | (data[5] << 8) | data[6]}, UDP port {port}", inner);
            }
        }

        return port == FlannelUdp && IPv4Packet.Read(data) is not null ? new(packet.Source, packet.Destination, "UDP", null, $"Flannel's UDP, port {port}", data)
            : port == Sleeve ? new(packet.Source, packet.Destination, "UDP", "NaCl", $"Weave's sleeve, UDP port {port}", data)
            : data.Length >= WireGuardHeader && data[0] == 4 && data[1] == 0 && data[2] == 0 && data[3] == 0 ? new(packet.Source, packet.Destination, "WireGuard", "WireGuard", $"WireGuard, UDP port {port}", [])
            : Plain(packet);
    }

    private static WireFrame Plain(IPv4Packet packet) => new(packet.Source, packet.Destination, "Layer3", null, "a plain IP packet, nothing around it", packet.Payload);

    private static IPv4Packet? IPv4In(byte[] frame)
    {
        // Behind both addresses; VLAN tags stand before the type.
        var at = 12;
        for (var tags = 0; tags < 2 && TypeAt(frame, at) is 0x8100 or 0x88a8; tags++)
        {
            at += 4;
        }

        return TypeAt(frame, at) == 0x0800 ? IPv4Packet.Read([.. frame.Skip(at + 2)]) : null;
    }

    private static int TypeAt(byte[] frame, int at) => frame.Length < at + 2 ? 0 : (frame[at] << 8) | frame[at + 1];
}
