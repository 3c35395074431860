using System.Net;

namespace NetAudit.Platform.Sockets;

/// <summary>A raw IPv4 socket of the network namespace that the calling thread is in; it stays there, whichever thread uses it then.</summary>
internal sealed class RawSocket : IDisposable
{
    private const int IPv4Family = 2;
    private const int RawCloseOnExecNonBlocking = 3 | 0x80000 | 0x800;
    private const int AnyProtocol = 255;
    private const short Readable = 1;

    private const int MostAtOnce = 256;

    private readonly int _descriptor;
    private readonly byte[] _buffer = new byte[2048];

    private RawSocket(int protocol)
    {
        _descriptor = LibC.Socket(IPv4Family, RawCloseOnExecNonBlocking, protocol);
        if (_descriptor < 0)
        {
            throw new IOException($"a raw socket can't be opened: {Errno.Words(LibC.LastError())}");
        }
    }

    /// <summary>One that sends packets of any protocol, header included. It receives none, so the kernel keeps answering for itself.</summary>
    public static RawSocket Sender() => new(AnyProtocol);

    /// <summary>One that is given a copy of each packet of a protocol.</summary>
    /// <param name="protocol">The protocol's number.</param>
    /// <param name="from">Only packets from this address. For a protocol that the kernel doesn't speak, the socket keeps it from telling senders so: others must not notice.</param>
    public static RawSocket Receiver(int protocol, IPAddress? from = null)
    {
        var socket = new RawSocket(protocol);
        if (from is not null && SocketCalls.Connect(socket._descriptor, Address(from), 16) != 0)
        {
            var problem = Errno.Words(LibC.LastError());
            socket.Dispose();
            throw new IOException($"packets from {from} can't be listened for: {problem}");
        }

        return socket;
    }

    /// <summary>Sends a packet; gives the error's number, or 0.</summary>
    public int Send(byte[] packet, IPAddress to) =>
        SocketCalls.SendTo(_descriptor, packet, packet.Length, 0, Address(to), 16) < 0 ? LibC.LastError() : 0;

    /// <summary>Packets that have come; a busy namespace has more, for another time.</summary>
    public IEnumerable<IPv4Packet> Receive()
    {
        for (var count = 0; count < MostAtOnce; count++)
        {
            var length = (int)SocketCalls.Receive(_descriptor, _buffer, _buffer.Length, 0);
            if (length <= 0)
            {
                yield break;
            }

            if (IPv4Packet.Read([.. _buffer.Take(length)]) is { } packet)
            {
                yield return packet;
            }
        }
    }

    /// <summary>Waits until one of them has a packet, or the time is over.</summary>
    public static void Wait(IReadOnlyList<RawSocket> sockets, int milliseconds) =>
        _ = SocketCalls.Poll([.. sockets.Select(socket => new LibC.PollDescriptor { Descriptor = socket._descriptor, Wanted = Readable })], (nuint)sockets.Count, milliseconds);

    /// <inheritdoc />
    public void Dispose() => _ = LibC.Close(_descriptor);

    // struct sockaddr_in: family in the machine's order, port, address.
    private static byte[] Address(IPAddress address) => [.. BitConverter.GetBytes((ushort)IPv4Family), 0, 0, .. address.GetAddressBytes(), 0, 0, 0, 0, 0, 0, 0, 0];
}
