using NetAudit.Platform.Sockets;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using NetAudit.Platform;
using NetAudit.Platform.Netlink;

namespace NetAudit.Probes.Wire;

/// <summary>A frame that left, by which link, and how long it was before it was cut off.</summary>
internal sealed record SentFrame(WireFrame Frame, string Link, int Length);

/// <summary>
/// Watches what leaves a network namespace by some of its links: the first bytes of each frame, no more of them than it may,
/// for no longer than it may. Nothing of them is kept. It sets nothing to promiscuous.
/// </summary>
internal sealed class WireCapture : IDisposable
{
    /// <summary>Room for two sets of headers and a marker, and for little else.</summary>
    private const int HeaderBytes = 192;

    private const int MostFrames = 20_000;
    private const int PacketFamily = 17;
    private const int RawCloseOnExecNonBlocking = 3 | 0x80000 | 0x800;
    private const int AllProtocolsBigEndian = 0x0300;
    private const int AllLinks = 0;
    private const int WholeLength = 0x20;
    private const int AddressLength = 20;
    private const int Outgoing = 4;
    private const int Ethernet = 1;
    private const int PacketLevel = 263;
    private const int Statistics = 6;

    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(30);

    private readonly int _descriptor;
    private readonly IReadOnlyDictionary<int, string> _links;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private int _frames;

    private WireCapture(int descriptor, IReadOnlyDictionary<int, string> links) => (_descriptor, _links) = (descriptor, links);

    /// <summary>The links' names.</summary>
    public string Links => string.Join(", ", _links.Values);

    /// <summary>Opens one on the link that leads to another host.</summary>
    /// <param name="namespaceFile">The host's network namespace.</param>
    /// <param name="other">The other host.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <exception cref="IOException">It can't be; the message says why.</exception>
    public static WireCapture Towards(string namespaceFile, IPAddress other, CancellationToken cancellationToken) => Open(namespaceFile, () => LinkTowards(other), cancellationToken);

    /// <summary>Opens one on some links of a namespace, by name.</summary>
    /// <exception cref="IOException">It can't be; the message says why.</exception>
    public static WireCapture On(string namespaceFile, IReadOnlyCollection<string> links, CancellationToken cancellationToken) =>
        Open(namespaceFile, () => AllOf(link => links.Contains(link.Name)), cancellationToken);

    /// <summary>Opens one on all links but loopback of the namespace that the calling thread is in.</summary>
    /// <exception cref="IOException">It can't be; the message says why.</exception>
    public static WireCapture Here() => OpenHere(AllOf(link => !link.IsLoopback));

    /// <summary>Frames that left since the last time.</summary>
    /// <exception cref="IOException">Not all could be seen.</exception>
    public IReadOnlyList<SentFrame> Read()
    {
        var found = new List<SentFrame>();
        var buffer = new byte[HeaderBytes];
        var address = new byte[AddressLength];
        while (true)
        {
            var addressLength = AddressLength;
            var length = (int)LibC.ReceiveFrom(_descriptor, buffer, buffer.Length, WholeLength, address, ref addressLength);
            if (length <= 0)
            {
                break;
            }

            if (++_frames > MostFrames || _clock.Elapsed > s_longest)
            {
                throw new IOException($"{Links} is too busy to watch: more than {MostFrames} frames, or longer than {s_longest.TotalSeconds} s");
            }

            // struct sockaddr_ll: the link's index at 4, the hardware's type at 8, the direction at 10.
            if (address[10] == Outgoing && BitConverter.ToUInt16(address, 8) == Ethernet && _links.TryGetValue(BitConverter.ToInt32(address, 4), out var link)
                && WireFrame.Read([.. buffer.Take(length)]) is { } frame)
            {
                found.Add(new SentFrame(frame, link, length));
            }
        }

        var counts = new byte[8];
        var size = counts.Length;
        return SocketCalls.GetOption(_descriptor, PacketLevel, Statistics, counts, ref size) == 0 && BitConverter.ToUInt32(counts, 4) is > 0 and var lost
            ? throw new IOException($"{Links} is too busy to watch: {lost} frames were lost")
            : found;
    }

    /// <inheritdoc />
    public void Dispose() => _ = LibC.Close(_descriptor);

    private static WireCapture Open(string namespaceFile, Func<Dictionary<int, string>> links, CancellationToken cancellationToken)
    {
        try
        {
            return NamespaceThread.Open(namespaceFile, () => OpenHere(links()), cancellationToken);
        }
        catch (IOException problem)
        {
            throw new IOException($"the wire can't be watched: {problem.Message}", problem);
        }
    }

    private static WireCapture OpenHere(Dictionary<int, string> links)
    {
        // No protocol before it is bound: until then it would be given frames of every link.
        var descriptor = LibC.Socket(PacketFamily, RawCloseOnExecNonBlocking, 0);
        if (descriptor < 0)
        {
            throw new IOException($"a packet socket can't be opened: {Errno.Words(LibC.LastError())}");
        }

        var index = links.Count == 1 ? links.Keys.Single() : AllLinks;
        byte[] address = [.. BitConverter.GetBytes((ushort)PacketFamily), .. BitConverter.GetBytes((ushort)AllProtocolsBigEndian), .. BitConverter.GetBytes(index), .. new byte[12]];
        if (Bind(descriptor, address, address.Length) == 0)
        {
            return new WireCapture(descriptor, links);
        }

        var problem = Errno.Words(LibC.LastError());
        _ = LibC.Close(descriptor);
        throw new IOException($"a packet socket can't be bound to {string.Join(", ", links.Values)}: {problem}");
    }

    private static Dictionary<int, string> LinkTowards(IPAddress other)
    {
        // Connecting a UDP socket sends nothing; it tells which address, and so which link, the kernel picks.
        using var chosen = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        chosen.Connect(other, Datagram.Port);
        var own = ((IPEndPoint)chosen.LocalEndPoint!).Address.ToString();
        using var netlink = new NetlinkSocket(NetlinkSocket.Route);
        var index = netlink.Dump(AddressMessages.Get, AddressMessages.Request(), AddressMessages.Parse).FirstOrDefault(message => message.Address.Address == own)?.Link
            ?? throw new IOException($"no link has the address {own}, which leads to {other}");
        return AllOf(link => link.Index == index);
    }

    private static Dictionary<int, string> AllOf(Func<Snapshots.Link, bool> isWanted)
    {
        using var netlink = new NetlinkSocket(NetlinkSocket.Route);
        var links = netlink.Dump(LinkMessages.Get, LinkMessages.Request(), LinkMessages.Parse).Select(message => message.Link).Where(isWanted).ToList();
        return links.Count > 0 ? links.ToDictionary(link => link.Index, link => link.Name) : throw new IOException("the link to watch is gone");
    }

    // In the machine's byte order; 0x0003 (ETH_P_ALL) goes in the network's, which on the little-endian machines that .NET runs on is this.
    [DllImport("libc", EntryPoint = "bind", SetLastError = true)]
    private static extern int Bind(int descriptor, byte[] address, int length);
}
