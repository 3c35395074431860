using System.Net;

namespace NetAudit.Platform.Sockets;

/// <summary>Raw IPv4 packets of a network namespace: sends them, or is given those of one protocol.</summary>
/// <param name="socket">A <see cref="SocketKind.RawSender"/> or <see cref="SocketKind.RawReceiver"/>, which is closed in the end.</param>
internal sealed class RawSocket(KernelSocket socket) : IDisposable
{
    private const int MostAtOnce = 256;

    private readonly byte[] _buffer = new byte[2048];
    private bool _stamps;

    private KernelSocket Kernel => socket;

    /// <summary>
    /// Is given only packets from this address. For a protocol that the kernel doesn't speak, the socket keeps it from telling senders so:
    /// others must not notice.
    /// </summary>
    /// <exception cref="IOException">There is no route to it.</exception>
    public void ReceiveFrom(IPAddress address)
    {
        if (socket.Connect(new IPEndPoint(address, 0)) is < 0 and var error)
        {
            throw new IOException($"packets from {address} can't be listened for: {Errno.Words(-error)}");
        }
    }

    /// <summary>Sends a packet; gives the error's number, or 0.</summary>
    public int Send(byte[] packet, IPAddress to) => Math.Max(0, -socket.SendTo(packet, new IPEndPoint(to, 0)));

    /// <summary>Packets that have come; a busy namespace has more, for another time.</summary>
    public IEnumerable<IPv4Packet> Receive()
    {
        for (var count = 0; count < MostAtOnce; count++)
        {
            var length = socket.Receive(_buffer);
            if (length <= 0)
            {
                yield break;
            }

            if (IPv4Packet.Read([.. _buffer.Take(length)]) is { } packet)
            {
                yield return _stamps ? packet with { ReceivedAt = ArrivalClock.LastOf(socket) } : packet;
            }
        }
    }

    /// <summary>
    /// Has the kernel note when each packet came: a program that is woken late then measures no more than one that isn't.
    /// </summary>
    public void StampArrivals()
    {
        _stamps = true;
        _ = ArrivalClock.LastOf(socket);
    }

    /// <summary>Waits until one of them has a packet, or the time is over.</summary>
    public static void Wait(IReadOnlyList<RawSocket> sockets, int milliseconds) =>
        _ = KernelSocket.Wait([.. sockets.Select(one => one.Kernel)], KernelSocket.Readable, milliseconds);

    /// <inheritdoc />
    public void Dispose() => socket.Dispose();
}
