using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using NetAudit.Platform;
using NetAudit.Platform.Sockets;

namespace NetAudit.Paths.Transfers;

/// <summary>Sockets of a transfer. They never block, so that a cancellation ends them at once.</summary>
internal static class TransferSocket
{
    /// <summary>The wait between two checks for cancellation, in milliseconds.</summary>
    public const int Slice = 50;

    private const int SocketLevel = 1;
    private const int ReceiveBuffer = 8;
    private const int Linger = 13;
    private const int MemoryInfo = 55;
    private const int DropsAt = 8;

    /// <summary>Opens a socket in a namespace, bound to an address. The kernel chooses the port.</summary>
    /// <exception cref="IOException">It can't be opened; the message says why.</exception>
    public static KernelSocket Open(string namespaceFile, SocketKind kind, IPAddress? address)
    {
        var socket = NamespaceSockets.OpenAll(namespaceFile, [kind])[0];
        var error = address is null ? 0 : socket.Bind(new IPEndPoint(address, 0));
        if (error == 0)
        {
            return socket;
        }

        socket.Dispose();
        throw new IOException($"{address} can't be listened on: {Errno.Words(-error)}");
    }

    /// <summary>Random bytes that distinguish a transfer's own data from any other.</summary>
    public static byte[] Marker()
    {
        var marker = new byte[16];
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(marker);
        return marker;
    }

    /// <summary>Waits until a socket is ready, the time is over, or it was cancelled.</summary>
    public static bool Await(KernelSocket socket, short wanted, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (socket.Wait(wanted, Slice))
            {
                return true;
            }
        } while (clock.Elapsed < timeout);
        return false;
    }

    /// <summary>Closes a connection with a reset. Otherwise it would stay in the container's namespace for a minute.</summary>
    public static void EndWithReset(KernelSocket socket) =>
        _ = socket.SetOption(SocketLevel, Linger, [.. BitConverter.GetBytes(1), .. BitConverter.GetBytes(0)]);

    /// <summary>Enlarges a receiver's buffer, as far as the host allows.</summary>
    public static void MakeRoom(KernelSocket socket, int bytes) => _ = socket.SetOption(SocketLevel, ReceiveBuffer, bytes);

    /// <summary>Datagrams that a socket had no room for.</summary>
    public static long Overrun(KernelSocket socket)
    {
        var counts = new byte[36];
        return socket.GetOption(SocketLevel, MemoryInfo, counts) >= (DropsAt + 1) * sizeof(uint)
            ? BitConverter.ToUInt32(counts, DropsAt * sizeof(uint))
            : 0;
    }

    /// <summary>Whether the call failed only for now, and can succeed later.</summary>
    public static bool IsForLater(int result) => result is -Errno.Again or -Errno.NoBuffers or -Errno.Interrupted;
}
