using System.Net;
using System.Net.Sockets;

namespace NetAudit.Platform.Sockets;

/// <summary>Sends a datagram to many: to all hosts of a link (224.0.0.1, whose members all are, so that nothing must be joined), or to a subnet's broadcast address.</summary>
internal static class GroupDelivery
{
    public const string AllHosts = "224.0.0.1";

    private const int UdpHeader = 8;
    private const int Slice = 50;

    /// <summary>Sends it from the namespace that the calling thread is in.</summary>
    /// <param name="source">The address of the link to send it by.</param>
    /// <param name="target">The group's or broadcast address.</param>
    /// <param name="arrivals">UDP receivers at the other end.</param>
    /// <param name="timeout">How long.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <returns>Whether it arrived.</returns>
    public static bool Arrives(IPAddress source, IPAddress target, Arrivals arrivals, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var marker = Guid.NewGuid().ToByteArray();
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { EnableBroadcast = true };
        socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastInterface, source.GetAddressBytes());
        socket.Bind(new IPEndPoint(source, 0));
        _ = socket.SendTo(marker, new IPEndPoint(target, Datagram.Port));
        var clock = System.Diagnostics.Stopwatch.StartNew();
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            RawSocket.Wait(arrivals.Sockets, Slice);
            if (arrivals.Packets().Any(packet => packet.Payload.Skip(UdpHeader).SequenceEqual(marker)))
            {
                return true;
            }
        }
        while (clock.Elapsed < timeout);
        return false;
    }
}
