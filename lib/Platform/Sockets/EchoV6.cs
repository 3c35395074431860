using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace NetAudit.Platform.Sockets;

/// <summary>An ICMPv6 echo request, and its reply. Of the namespace that the calling thread is in.</summary>
internal static class EchoV6
{
    private const int Request = 128;
    private const int Reply = 129;
    private const int MarkerAt = 8;
    private const int Slice = 50_000;

    /// <summary>Sends one.</summary>
    /// <returns>Whether the reply came.</returns>
    /// <exception cref="SocketException">The kernel refused to send it.</exception>
    public static bool IsAnswered(IPAddress target, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var marker = Guid.NewGuid().ToByteArray();

        // The kernel fills in the checksum, and gives no IP header.
        using var socket = new Socket(AddressFamily.InterNetworkV6, SocketType.Raw, ProtocolType.IcmpV6);
        _ = socket.SendTo([Request, 0, 0, 0, marker[0], marker[1], 0, 1, .. marker], new IPEndPoint(target, 0));
        var buffer = new byte[2048];
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < timeout)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (socket.Poll(Slice, SelectMode.SelectRead))
            {
                EndPoint from = new IPEndPoint(IPAddress.IPv6Any, 0);
                var length = socket.ReceiveFrom(buffer, ref from);
                if (buffer[0] == Reply && target.Equals(((IPEndPoint)from).Address) && buffer.Take(length).Skip(MarkerAt).SequenceEqual(marker))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
