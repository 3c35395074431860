using System.Net;

namespace NetAudit.Platform.Sockets;

/// <summary>
/// Sends a datagram to many hosts: to all on a link (224.0.0.1, which every host receives without joining), or to a subnet.
/// </summary>
internal static class GroupDelivery
{
    public const string AllHosts = "224.0.0.1";

    private const int UdpHeader = 8;
    private const int SocketLevel = 1;
    private const int MayBroadcast = 6;
    private const int IPLevel = 0;
    private const int MulticastInterface = 32;
    private const int Slice = 50;

    /// <summary>Sends a datagram and doesn't wait.</summary>
    /// <param name="namespaceFile">The network namespace that it is sent from.</param>
    /// <param name="source">The address of the link to send it through.</param>
    /// <param name="target">The group's or broadcast address.</param>
    /// <param name="data">Its payload.</param>
    /// <exception cref="IOException">The namespace can't be entered, or its kernel refused to send.</exception>
    public static void Send(string namespaceFile, IPAddress source, IPAddress target, byte[] data)
    {
        using var socket = NamespaceSockets.OpenAll(namespaceFile, [SocketKind.Udp])[0];
        _ = socket.SetOption(SocketLevel, MayBroadcast, 1);
        _ = socket.SetOption(IPLevel, MulticastInterface, source.GetAddressBytes());
        var error = Math.Min(socket.Bind(new IPEndPoint(source, 0)), socket.SendTo(data, new IPEndPoint(target, Datagram.Port)));
        if (error < 0)
        {
            throw new IOException($"a datagram can't be sent from {source} to {target}: {Errno.Words(-error)}");
        }
    }

    /// <summary>Sends a datagram and waits for its arrival.</summary>
    /// <param name="namespaceFile">The network namespace that it is sent from.</param>
    /// <param name="source">The address of the link to send it through.</param>
    /// <param name="target">The group's or broadcast address.</param>
    /// <param name="arrivals">UDP receivers at the other end.</param>
    /// <param name="timeout">How long.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <returns>Whether it arrived.</returns>
    /// <exception cref="IOException">The namespace can't be entered, or its kernel refused to send.</exception>
    public static bool Arrives(
        string namespaceFile,
        IPAddress source,
        IPAddress target,
        Arrivals arrivals,
        TimeSpan timeout,
        CancellationToken cancellationToken
    )
    {
        var marker = Guid.NewGuid().ToByteArray();
        Send(namespaceFile, source, target, marker);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            RawSocket.Wait(arrivals.Sockets, Slice);
            if (arrivals.Packets().Any(packet => packet.Payload.Skip(UdpHeader).SequenceEqual(marker)))
            {
                return true;
            }
        } while (clock.Elapsed < timeout);
        return false;
    }
}
