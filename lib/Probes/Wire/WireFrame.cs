using System.Net;
using NetAudit.Model;
using NetAudit.Platform.Sockets;
using NetAudit.Snapshots;

namespace NetAudit.Probes.Wire;

/// <summary>A frame between two hosts: its encapsulation, and the captured part of its content.</summary>
/// <param name="Source">The sending host.</param>
/// <param name="Destination">The receiving host; the container itself if nothing encapsulates the packet.</param>
/// <param name="Encapsulation">The encapsulation.</param>
/// <param name="Carried">The bytes after the encapsulation's header.</param>
internal sealed record WireFrame(IPAddress Source, IPAddress Destination, WireEncapsulation Encapsulation, byte[] Carried)
{
    private const int Esp = 50;
    private const int IPInIP = 4;
    private const int FlannelUdp = 8285;
    private const int Sleeve = 6783;
    private const int UdpHeader = 8;
    private const int VxlanHeader = 8;
    private const int WireGuardHeader = 16;

    private static readonly int[] VxlanPorts = [4789, 8472, 6784];

    /// <summary>The VXLAN network identifier; null for other encapsulations.</summary>
    public int? Vni { get; init; }

    /// <summary>The UDP port; null if it doesn't go over UDP.</summary>
    public int? Port { get; init; }

    /// <summary>Whether its content is readable, though its kind may hide it.</summary>
    public bool IsPlain { get; init; }

    /// <summary>Whether it is longer than what was captured, so that it may contain a packet that isn't seen.</summary>
    public bool IsCutOff { get; init; }

    /// <summary>The network model; null if encryption hides it.</summary>
    public NetworkModel? Model =>
        Encapsulation switch
        {
            WireEncapsulation.Vxlan => NetworkModel.Vxlan,
            WireEncapsulation.FlannelUdp or WireEncapsulation.Sleeve => NetworkModel.Udp,
            WireEncapsulation.WireGuard => NetworkModel.WireGuard,
            WireEncapsulation.IPInIP => NetworkModel.IPIP,
            WireEncapsulation.Plain => NetworkModel.Layer3,
            _ => null,
        };

    /// <summary>The encryption that its kind has or may have; null if the kind hides nothing.</summary>
    public EncryptionScheme? Scheme =>
        Encapsulation switch
        {
            WireEncapsulation.Esp => EncryptionScheme.IPsec,
            WireEncapsulation.Sleeve when !IsPlain => EncryptionScheme.NaCl,
            WireEncapsulation.WireGuard => EncryptionScheme.WireGuard,
            _ => null,
        };

    /// <summary>Reads an Ethernet frame; null if it isn't IPv4. The bytes are untrusted, and may be cut off anywhere.</summary>
    public static WireFrame? Read(byte[] frame) => IPv4In(frame) is { } packet ? FromPacket(packet) : null;

    /// <summary>Whether these bytes are readable in its content.</summary>
    public bool Shows(byte[] marker) =>
        Enumerable
            .Range(0, Math.Max(0, Carried.Length - marker.Length + 1))
            .Any(at => Carried.Skip(at).Take(marker.Length).SequenceEqual(marker));

    /// <summary>Whether another frame has the same encapsulation.</summary>
    public bool IsSameKind(WireFrame other) => (Encapsulation, Vni, Port) == (other.Encapsulation, other.Vni, other.Port);

    private static WireFrame FromPacket(IPv4Packet packet) =>
        packet.Protocol switch
        {
            IPv4Packet.Udp when packet.Payload.Length >= UdpHeader => FromUdp(
                packet,
                (packet.Payload[2] << 8) | packet.Payload[3],
                [.. packet.Payload.Skip(UdpHeader)]
            ),
            Esp => Create(packet, WireEncapsulation.Esp, []),
            IPInIP => Create(packet, WireEncapsulation.IPInIP, packet.Payload),
            _ => Create(packet, WireEncapsulation.Plain, packet.Payload),
        };

    private static WireFrame FromUdp(IPv4Packet packet, int port, byte[] data)
    {
        // Swarms may use another port, so the header and its content decide.
        if (data.Length >= VxlanHeader && data[0] == 8 && data[1] == 0 && data[2] == 0 && data[3] == 0 && data[7] == 0)
        {
            byte[] inner = [.. data.Skip(VxlanHeader)];
            if (VxlanPorts.Contains(port) || IPv4In(inner) is not null)
            {
                return Create(packet, WireEncapsulation.Vxlan, inner) with
                {
                    Vni = (data[4] << 16) | (data[5] << 8) | data[6],
                    Port = port,
                };
            }
        }

        if (port == FlannelUdp && IPv4Packet.Read(data) is not null)
        {
            return Create(packet, WireEncapsulation.FlannelUdp, data) with { Port = port };
        }

        if (port == Sleeve)
        {
            var length = SleeveDatagram.DataLength(packet, UdpHeader);
            return Create(packet, WireEncapsulation.Sleeve, data) with
            {
                Port = port,
                IsPlain = SleeveDatagram.IsPlain(data, length),
                IsCutOff = data.Length < length,
            };
        }

        var isWireGuard = data.Length >= WireGuardHeader && data[0] == 4 && data[1] == 0 && data[2] == 0 && data[3] == 0;
        return isWireGuard
            ? Create(packet, WireEncapsulation.WireGuard, []) with
            {
                Port = port,
            }
            : Create(packet, WireEncapsulation.Plain, packet.Payload);
    }

    private static WireFrame Create(IPv4Packet packet, WireEncapsulation encapsulation, byte[] carried) =>
        new(packet.Source, packet.Destination, encapsulation, carried);

    private static IPv4Packet? IPv4In(byte[] frame)
    {
        // The type follows both addresses and any VLAN tags.
        var at = 12;
        for (var tags = 0; tags < 2 && TypeAt(frame, at) is 0x8100 or 0x88a8; tags++)
        {
            at += 4;
        }

        return TypeAt(frame, at) == 0x0800 ? IPv4Packet.Read([.. frame.Skip(at + 2)]) : null;
    }

    private static int TypeAt(byte[] frame, int at) => frame.Length < at + 2 ? 0 : (frame[at] << 8) | frame[at + 1];
}
