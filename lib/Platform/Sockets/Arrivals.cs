using System.Net;

namespace NetAudit.Platform.Sockets;

/// <summary>
/// Receivers in another container's network namespace: they show whether a packet arrived there, even if no reply comes back.
/// </summary>
internal sealed class Arrivals : IDisposable
{
    private Arrivals(IReadOnlyList<RawSocket> sockets) => Sockets = sockets;

    public IReadOnlyList<RawSocket> Sockets { get; }

    /// <summary>Opens the receivers.</summary>
    /// <param name="namespaceFile">The other namespace.</param>
    /// <param name="protocols">Protocol numbers.</param>
    /// <param name="from">Only from this address; null: from any.</param>
    /// <exception cref="IOException">The namespace can't be entered.</exception>
    public static Arrivals Open(string namespaceFile, IReadOnlyList<int> protocols, IPAddress? from)
    {
        var opened = NamespaceSockets.OpenAll(namespaceFile, [.. protocols.Select(SocketKind.RawReceiver)]);
        var arrivals = new Arrivals([.. opened.Select(socket => new RawSocket(socket))]);
        try
        {
            foreach (var socket in from is null ? [] : arrivals.Sockets)
            {
                socket.ReceiveFrom(from!);
            }

            return arrivals;
        }
        catch (IOException)
        {
            arrivals.Dispose();
            throw;
        }
    }

    /// <summary>Reads what has arrived.</summary>
    public void Read(IReadOnlyList<Exchanged> sent)
    {
        foreach (var packet in Packets())
        {
            foreach (var one in sent.Where(one => one.Datagram.Protocol == packet.Protocol && one.Datagram.IsIn(packet.Payload)))
            {
                one.Arrived = true;
            }
        }
    }

    /// <summary>The packets that have arrived.</summary>
    public IEnumerable<IPv4Packet> Packets() => Sockets.SelectMany(socket => socket.Receive());

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var socket in Sockets)
        {
            socket.Dispose();
        }
    }
}
