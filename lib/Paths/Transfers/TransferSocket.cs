using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using NetAudit.Platform;
using NetAudit.Platform.Sockets;

namespace NetAudit.Paths.Transfers;

/// <summary>
/// Sockets of a transfer. They never block, so that a cancellation ends them at once, and .NET's own asynchronous calls are not used: the threads that
/// these start could start inside a container's namespace, and would stay there.
/// </summary>
internal static class TransferSocket
{
    /// <summary>How long is waited before it is seen whether it was cancelled, in microseconds.</summary>
    public const int Slice = 50_000;

    private const int SocketLevel = 1;
    private const int MemoryInfo = 55;
    private const int DropsAt = 8;

    /// <summary>A socket of a namespace, bound to an address; the kernel chooses the port.</summary>
    public static Socket Open(string namespaceFile, ProtocolType protocol, IPAddress? address, CancellationToken cancellationToken) => NamespaceThread.Open(
        namespaceFile,
        () =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, protocol == ProtocolType.Tcp ? SocketType.Stream : SocketType.Dgram, protocol);
            try
            {
                socket.Blocking = false;
                if (address is not null)
                {
                    socket.Bind(new IPEndPoint(address, 0));
                }

                return socket;
            }
            catch (SocketException)
            {
                socket.Dispose();
                throw;
            }
        },
        cancellationToken);

    /// <summary>Bytes by which a transfer's own data is known from anybody else's.</summary>
    public static byte[] Marker()
    {
        var marker = new byte[16];
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(marker);
        return marker;
    }

    /// <summary>Waits until a socket is ready, the time is over, or it was cancelled.</summary>
    public static bool Await(Socket socket, SelectMode mode, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (socket.Poll(Slice, mode))
            {
                return true;
            }
        }
        while (clock.Elapsed < timeout);
        return false;
    }

    /// <summary>Datagrams that a socket had no room for.</summary>
    public static long Overrun(Socket socket)
    {
        var counts = new byte[36];
        var size = counts.Length;
        return SocketCalls.GetOption((int)socket.Handle, SocketLevel, MemoryInfo, counts, ref size) == 0 && size >= (DropsAt + 1) * sizeof(uint) ? BitConverter.ToUInt32(counts, DropsAt * sizeof(uint)) : 0;
    }
}
