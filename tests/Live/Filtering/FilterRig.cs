using System.Net;
using System.Net.Sockets;
using NetAudit.Collection.Formats;
using NetAudit.Live.Tests.Support;
using NetAudit.Platform;
using NetAudit.Platform.Sockets;
using NetAudit.Snapshots;

namespace NetAudit.Live.Tests.Filtering;

/// <summary>
/// A sender, a host with rules, and a receiver: three namespaces. The sender is joined to the host by the links a and b, the receiver by c.
/// </summary>
public sealed class FilterRig : IAsyncLifetime
{
    private const int SocketLevel = 1;
    private const int BindToDevice = 25;
    private const int RawType = 3 | 0x80000 | 0x800;
    private const int AnyProtocol = 255;
    private const int IcmpV6 = 58;
    private const int NotPermitted = 1;
    private static readonly string[] s_tools = ["nft", "iptables-restore", "ip6tables-restore", "iptables-legacy-restore"];

    private readonly Dictionary<string, Socket> senders = [];
    private readonly List<(Socket Socket, bool IsIPv6, int Protocol)> receivers = [];
    private TemporaryNamespace? sender;
    private TemporaryNamespace? host;
    private TemporaryNamespace? receiver;

    /// <summary>The reason why the rig can't be made; null if it can.</summary>
    public string? WhyNot { get; } =
        TemporaryNamespace.WhyNot() ?? (s_tools.Any(tool => Tool.Find(tool) is null) ? $"needs {string.Join(", ", s_tools)}" : null);

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        if (WhyNot is not null)
        {
            return;
        }

        sender = await TemporaryNamespace.CreateAsync("netaudit-fw");
        host = await TemporaryNamespace.CreateAsync("netaudit-fw");
        receiver = await TemporaryNamespace.CreateAsync("netaudit-fw");
        const string Settings =
            "sysctl -qw net.ipv4.conf.all.rp_filter=0 net.ipv4.conf.default.rp_filter=0 net.ipv4.ip_forward=1 "
            + "net.ipv6.conf.all.forwarding=1 net.ipv6.conf.default.accept_dad=0 net.ipv6.conf.all.accept_dad=0 net.ipv4.icmp_ratelimit=0";
        foreach (var one in new[] { sender, host, receiver })
        {
            await one.ExecuteAsync(Settings);
        }

        await host.BatchAsync("ip", Lines(FilterRigLinks.Pairs(sender.Name, receiver.Name)));
        await host.BatchAsync("ip", Lines(FilterRigLinks.Host));
        await sender.BatchAsync("ip", Lines(FilterRigLinks.Sender));
        await receiver.BatchAsync("ip", Lines(FilterRigLinks.Receiver));
        OpenIn(sender, "a", "b");
        OpenIn(host, "");
        OpenIn(receiver, "c");
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        senders.Values.Concat(receivers.Select(one => one.Socket)).ToList().ForEach(socket => socket.Dispose());
        foreach (var one in new[] { sender, host, receiver }.OfType<TemporaryNamespace>())
        {
            await one.DisposeAsync();
        }
    }

    /// <summary>Loads rules in place of the previous ones.</summary>
    /// <returns>A tool's error, or null.</returns>
    internal async Task<string?> LoadAsync(RuleSet rules)
    {
        (await InHostAsync("nft", "flush ruleset", "-f", "-")).OrThrow();
        (await InHostAsync("iptables-legacy-restore", RuleSet.EmptyTables)).OrThrow();
        (await InHostAsync("ip6tables-legacy-restore", RuleSet.EmptyTables)).OrThrow();
        foreach (var (program, text) in rules.Texts)
        {
            var result = program == "nft" ? await InHostAsync(program, text, "-f", "-") : await InHostAsync(program, text);
            if (result.ExitCode != 0)
            {
                return $"{program}: {result.Error}\n{text}";
            }
        }

        return null;
    }

    /// <summary>Reads the rules that are in force, as the tools print them.</summary>
    internal async Task<Firewall> ReadAsync() =>
        new FirewallText
        {
            Iptables = (await InHostAsync("iptables-save", "")).OrThrow(),
            Ip6tables = (await InHostAsync("ip6tables-save", "")).OrThrow(),
            IptablesLegacy = (await InHostAsync("iptables-legacy-save", "")).OrThrow(),
            Ip6tablesLegacy = (await InHostAsync("ip6tables-legacy-save", "")).OrThrow(),
            Nft = (await InHostAsync("nft", "", "list", "ruleset")).OrThrow(),
        }.Read()!;

    /// <summary>Runs a shell command in the host, which must succeed.</summary>
    internal async Task RunInHostAsync(string command) => (await InHostAsync("sh", "", "-c", command)).OrThrow();

    /// <summary>Sends the packets.</summary>
    internal void Send(IEnumerable<TrialPacket> packets)
    {
        foreach (var trial in packets)
        {
            var link = trial.Way switch
            {
                TrialWay.Send => "",
                TrialWay.Answer => "c",
                _ => trial.Link,
            };
            var socket = senders[link + (trial.Packet.IsIPv6 ? "6" : "4")];
            try
            {
                socket.SendTo(trial.Write(), new IPEndPoint(trial.Packet.Destination!, 0));
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.AccessDenied || e.NativeErrorCode == NotPermitted)
            {
                // A rule in the host's output path dropped it.
            }
        }
    }

    /// <summary>The numbers of the packets that arrived.</summary>
    internal HashSet<uint> Arrived(HashSet<uint> expected)
    {
        var arrived = new HashSet<uint>();
        var deadline = DateTime.UtcNow.AddSeconds(2);
        do
        {
            foreach (var (socket, isIPv6, protocol) in receivers)
            {
                Receive(socket, isIPv6, protocol, arrived);
            }

            Thread.Sleep(10);
        } while (DateTime.UtcNow < deadline && !expected.IsSubsetOf(arrived));

        return arrived;
    }

    private static void Receive(Socket socket, bool isIPv6, int protocol, HashSet<uint> arrived)
    {
        var buffer = new byte[2048];
        while (socket.Available > 0)
        {
            var length = socket.Receive(buffer);
            var start = isIPv6 ? 0 : (buffer[0] & 0xf) * 4;
            if (TrialPacket.NumberIn(buffer.AsSpan(start, length - start), protocol) is { } number)
            {
                arrived.Add(number);
            }
        }
    }

    private Task<ToolResult> InHostAsync(string program, string input, params string[] arguments) =>
        Tool.TryAsync("ip", ["netns", "exec", host!.Name, program, .. arguments], System.Text.Encoding.UTF8.GetBytes(input));

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);

    /// <summary>Opens a sender for each link, and receivers for all protocols. The sockets stay in the namespace.</summary>
    private void OpenIn(TemporaryNamespace place, params string[] links)
    {
        foreach (var link in links)
        {
            foreach (var (family, name) in new[] { (SocketKind.IPv4, "4"), (SocketKind.IPv6, "6") })
            {
                var socket = Open(place, family, AnyProtocol);
                if (link.Length > 0)
                {
                    socket.SetRawSocketOption(SocketLevel, BindToDevice, System.Text.Encoding.ASCII.GetBytes(link + "\0"));
                }

                senders[link + name] = socket;
            }
        }

        foreach (var protocol in new[] { IPv4Packet.Udp, IPv4Packet.Tcp, IPv4Packet.Icmp })
        {
            receivers.Add((Open(place, SocketKind.IPv4, protocol), false, protocol));
            receivers.Add((Open(place, SocketKind.IPv6, protocol == IPv4Packet.Icmp ? IcmpV6 : protocol), true, protocol));
        }
    }

    private static Socket Open(TemporaryNamespace place, int family, int protocol)
    {
        using var opened = NamespaceSockets.OpenAll(place.Path, [new SocketKind(family, RawType, protocol)])[0];
        var handle = new SafeSocketHandle(opened.DangerousGetHandle(), ownsHandle: true);
        opened.SetHandleAsInvalid();
        return new Socket(handle) { ReceiveBufferSize = 4 << 20, Blocking = false };
    }
}
