using System.Diagnostics;
using System.Net;

namespace NetAudit.Platform.Sockets;

/// <summary>An ICMPv6 echo request from a network namespace, and its reply.</summary>
internal static class EchoV6
{
    private const int Request = 128;
    private const int Reply = 129;
    private const int MarkerAt = 8;
    private const int Slice = 50;

    /// <summary>Sends an echo request.</summary>
    /// <returns>Whether the reply came.</returns>
    /// <exception cref="IOException">The namespace can't be entered, or its kernel refused to send.</exception>
    public static bool IsAnswered(string namespaceFile, IPAddress target, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var marker = Guid.NewGuid().ToByteArray();
        using var socket = NamespaceSockets.OpenAll(namespaceFile, [SocketKind.EchoV6])[0];
        if (socket.SendTo([Request, 0, 0, 0, marker[0], marker[1], 0, 1, .. marker], new IPEndPoint(target, 0)) is < 0 and var error)
        {
            throw new IOException($"an ICMPv6 echo request can't be sent to {target}: {Errno.Words(-error)}");
        }

        var (buffer, from) = (new byte[2048], new byte[SocketAddresses.Longest]);
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < timeout)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _ = socket.Wait(KernelSocket.Readable, Slice);
            var length = socket.Receive(buffer, 0, from, out var fromLength);
            if (length > MarkerAt && buffer[0] == Reply && IsFrom(target) && buffer.Take(length).Skip(MarkerAt).SequenceEqual(marker))
            {
                return true;
            }

            bool IsFrom(IPAddress address) => SocketAddresses.Read(from, fromLength) is { } sender && IsSame(sender.Address, address);
        }

        return false;
    }

    // The scope of a link-local address is this kernel's own, and not in the packet.
    private static bool IsSame(IPAddress one, IPAddress other) => one.GetAddressBytes().SequenceEqual(other.GetAddressBytes());
}
