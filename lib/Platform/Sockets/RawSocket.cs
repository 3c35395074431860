using System.Net;

namespace NetAudit.Platform.Sockets;

/// <summary>A raw IPv4 socket of a network namespace: it sends packets, or receives those of one protocol.</summary>
/// <param name="socket">A <see cref="SocketKind.RawSender"/> or <see cref="SocketKind.RawReceiver"/>, which is closed in the end.</param>
internal sealed class RawSocket(KernelSocket socket) : IDisposable
{
    private const int MostAtOnce = 256;

    private readonly byte[] _buffer = new byte[2048];
    private bool _stamps;

    private KernelSocket Kernel => socket;

    /// <summary>
    /// Receives only packets from this address. An open raw socket stops the kernel's errors for a protocol that it doesn't speak, which
    /// other senders must not notice.
    /// </summary>
    /// <exception cref="IOException">There is no route to it.</exception>
    public void ReceiveFrom(IPAddress address)
    {
        if (socket.Connect(new IPEndPoint(address, 0)) is < 0 and var error)
        {
            throw new IOException($"packets from {address} can't be listened for: {Errno.Words(-error)}");
        }
    }

    /// <summary>Sends a packet; returns 0 or the error code.</summary>
    public int Send(byte[] packet, IPAddress to) => Math.Max(0, -socket.SendTo(packet, new IPEndPoint(to, 0)));

    /// <summary>The packets that have arrived, up to a limit; more may follow on the next call.</summary>
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

    /// <summary>Makes the kernel record when each packet arrived, so that a late wake-up doesn't add to the measured time.</summary>
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
