using System.Net;
using NetAudit.Snapshots;

namespace NetAudit.Platform.Netlink;

/// <summary>A socket, with the inode that leads to its process; 0 for the kernel's own.</summary>
internal sealed record SocketMessage(SocketEntry Socket, bool Listening, uint Inode);

/// <summary>SOCK_DIAG_BY_FAMILY: TCP and UDP sockets.</summary>
internal static class SocketDiagnostics
{
    public const ushort Get = 20;
    public const byte Tcp = 6;
    public const byte Udp = 17;
    private const int RequestLength = 56;
    private const int AnswerLength = 72;
    private const int Established = 1;
    private const int SynSent = 2;
    private const int SynReceived = 3;
    private const int TimeWait = 6;
    private const int Unconnected = 7;
    private const int Listen = 10;
    private const uint AllStates = 0xfff;
    private const uint NotShown = (1u << SynReceived) | (1u << TimeWait) | (1u << Unconnected);

    /// <summary>TCP sockets that listen.</summary>
    public const uint ListeningTcp = 1u << Listen;

    /// <summary>The states of TCP connections that <c>ss</c> shows: neither half open nor closed.</summary>
    public const uint ConnectedTcp = AllStates & ~NotShown & ~ListeningTcp;

    /// <summary>UDP sockets.</summary>
    public const uint AnyUdp = (1u << Established) | (1u << Unconnected);

    /// <summary>The request: inet_diag_req_v2.</summary>
    /// <param name="family">The address family.</param>
    /// <param name="protocol">TCP or UDP.</param>
    /// <param name="states">A bit for each state that is asked for.</param>
    public static byte[] Request(byte family, byte protocol, uint states)
    {
        var request = new byte[RequestLength];
        request[0] = family;
        request[1] = protocol;
        BitConverter.GetBytes(states).CopyTo(request, 4);
        return request;
    }

    /// <summary>Reads an answer; nothing when it is of another kind or family.</summary>
    /// <exception cref="FormatException">It is malformed.</exception>
    public static IEnumerable<SocketMessage> Parse(NetlinkMessage message, byte protocol)
    {
        if (message.Type != Get)
        {
            return [];
        }

        var bytes = message.Payload.Slice(0, AnswerLength);
        var family = bytes.Byte();
        var local = bytes.Slice(8, 16).Address(family);
        var remote = bytes.Slice(24, 16).Address(family);
        if (local is null || remote is null)
        {
            return [];
        }

        var listening = bytes.Byte(1) is Listen or Unconnected;
        var socket = new SocketEntry
        {
            Protocol = protocol == Tcp ? "tcp" : "udp",
            LocalAddress = Words(local),
            LocalPort = bytes.Port(4),
            RemoteAddress = listening ? null : Words(remote),
            RemotePort = listening ? null : bytes.Port(6),
            State = StateOf(bytes.Byte(1)),
        };
        return [new SocketMessage(socket, listening, bytes.UInt32(68))];
    }

    private static SocketState? StateOf(int state) =>
        state switch
        {
            Established => SocketState.Established,
            SynSent => SocketState.SynSent,
            Listen => SocketState.Listening,
            Unconnected => SocketState.Unconnected,
            > Unconnected or > SynReceived and < TimeWait => SocketState.Closing,
            _ => null,
        };

    /// <summary>IPv4 over an IPv6 socket is written as IPv4, which it is on the wire.</summary>
    private static string Words(IPAddress address) =>
        address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any) ? "*"
        : address.IsIPv4MappedToIPv6 ? Words(address.MapToIPv4())
        : address.ToString();
}
