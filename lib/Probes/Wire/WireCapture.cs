using System.Diagnostics;
using System.Net;
using NetAudit.Model;
using NetAudit.Platform;
using NetAudit.Platform.Netlink;
using NetAudit.Platform.Sockets;
using NetAudit.Snapshots;

namespace NetAudit.Probes.Wire;

/// <summary>A frame that left, the link it left through, and its whole length; only its beginning is captured.</summary>
internal sealed record SentFrame(WireFrame Frame, string Link, int Length)
{
    /// <summary>Whether another is of the same kind and length.</summary>
    public bool IsAlike(SentFrame other) => other.Length == Length && other.Frame.IsSameKind(Frame);

    /// <summary>The frame in a record's form.</summary>
    public WireSighting ToSighting(bool isReadable, IReadOnlyList<string> watched) =>
        new()
        {
            Carrier = new()
            {
                Encapsulation = Frame.Encapsulation,
                Vni = Frame.Vni,
                Port = Frame.Port,
                Link = Link,
                Source = Frame.Source.ToString(),
                Destination = Frame.Destination.ToString(),
                Length = Length,
            },
            Model = Frame.Model,
            Scheme = isReadable ? EncryptionScheme.None : Frame.Scheme,
            IsReadable = isReadable,
            Watched = watched,
        };
}

/// <summary>
/// Watches the frames that leave a network namespace through some of its links. It reads only the first bytes of each, within bounds of
/// number and time, and keeps none. No link is set to promiscuous mode.
/// </summary>
internal sealed class WireCapture : IDisposable
{
    /// <summary>Enough for two sets of headers and a marker, and for little else.</summary>
    private const int HeaderBytes = 192;

    private const int MostFrames = 20_000;
    private const int WholeLength = 0x20;
    private const int AddressLength = 20;
    private const int Outgoing = 4;
    private const int Ethernet = 1;
    private const int PacketLevel = 263;
    private const int Statistics = 6;

    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(30);

    private readonly KernelSocket _socket;
    private readonly IReadOnlyDictionary<int, string> _links;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private int _frames;

    private WireCapture(KernelSocket socket, IReadOnlyDictionary<int, string> links) => (_socket, _links) = (socket, links);

    /// <summary>The links' names.</summary>
    public IReadOnlyList<string> LinkNames => [.. _links.Values];

    private string Links => string.Join(", ", _links.Values);

    /// <summary>Opens a capture on the link that leads to another host.</summary>
    /// <param name="namespaceFile">The host's network namespace.</param>
    /// <param name="other">The other host.</param>
    /// <exception cref="IOException">It can't be opened; the message says why.</exception>
    public static WireCapture Towards(string namespaceFile, IPAddress other) =>
        Open(namespaceFile, opened => WatchedLinks.Towards(other, opened.Route, opened.Udp));

    /// <summary>Opens a capture on some links of a namespace, by name.</summary>
    /// <exception cref="IOException">It can't be opened; the message says why.</exception>
    public static WireCapture On(string namespaceFile, IReadOnlyCollection<string> links) =>
        Open(namespaceFile, opened => WatchedLinks.Find(opened.Route, link => links.Contains(link.Name)));

    /// <summary>Opens a capture on all links of a namespace but loopback.</summary>
    /// <exception cref="IOException">It can't be opened; the message says why.</exception>
    public static WireCapture OnAll(string namespaceFile) =>
        Open(namespaceFile, opened => WatchedLinks.Find(opened.Route, link => !link.IsLoopback));

    /// <summary>The frames that left since the last call.</summary>
    /// <exception cref="IOException">Some frames were lost.</exception>
    public IReadOnlyList<SentFrame> Read()
    {
        var found = new List<SentFrame>();
        var buffer = new byte[HeaderBytes];
        var address = new byte[AddressLength];
        while (true)
        {
            var length = _socket.Receive(buffer, WholeLength, address, out _);
            if (length <= 0)
            {
                break;
            }

            if (++_frames > MostFrames || _clock.Elapsed > s_longest)
            {
                throw new IOException(
                    $"{Links} is too busy to watch: more than {MostFrames} frames, or longer than {s_longest.TotalSeconds} s"
                );
            }

            if (Link(address) is { } link && WireFrame.Read([.. buffer.Take(length)]) is { } frame)
            {
                found.Add(new SentFrame(frame, link, length));
            }
        }

        var counts = new byte[8];
        return _socket.GetOption(PacketLevel, Statistics, counts) > 0 && BitConverter.ToUInt32(counts, 4) is > 0 and var lost
            ? throw new IOException($"{Links} is too busy to watch: {lost} frames were lost")
            : found;
    }

    /// <inheritdoc />
    public void Dispose() => _socket.Dispose();

    private static WireCapture Open(
        string namespaceFile,
        Func<(KernelSocket Route, KernelSocket Udp), IReadOnlyDictionary<int, string>> findLinks
    )
    {
        IReadOnlyList<KernelSocket> opened = [];
        try
        {
            opened = NamespaceSockets.OpenAll(namespaceFile, [SocketKind.Frames, SocketKind.Route, SocketKind.Udp]);
            var links = findLinks((opened[1], opened[2]));
            WatchedLinks.Bind(opened[0], links);
            opened[1].Dispose();
            opened[2].Dispose();
            return new WireCapture(opened[0], links);
        }
        catch (Exception problem) when (problem is IOException or NetlinkException)
        {
            NamespaceSockets.CloseAll(opened);
            throw new IOException($"the wire can't be watched: {problem.Message}", problem);
        }
    }

    // struct sockaddr_ll: the link's index at 4, the hardware's type at 8, the direction at 10.
    private string? Link(byte[] address) =>
        address[10] == Outgoing
        && BitConverter.ToUInt16(address, 8) == Ethernet
        && _links.TryGetValue(BitConverter.ToInt32(address, 4), out var link)
            ? link
            : null;
}
