using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using NetAudit.Collection.Linux;
using NetAudit.Live.Tests.Support;
using NetAudit.Snapshots;
using Socket = System.Net.Sockets.Socket;

namespace NetAudit.Live.Tests.Linux;

/// <summary>A namespace with something of every kind in it, read once by <see cref="NamespaceReader"/>.</summary>
public sealed class FurnishedNamespace : IDisposable
{
    private readonly List<IDisposable> owned = [];
    private readonly TemporaryNamespace? home;

    public FurnishedNamespace()
    {
        WhyNot = TemporaryNamespace.WhyNot();
        if (WhyNot is not null)
        {
            return;
        }

        try
        {
            home = Own(new TemporaryNamespace("netaudit-nl"));
            var away = Own(new TemporaryNamespace("netaudit-nl"));
            MakeLinks(home, away);
            MakeRoutes(home);
            MakeNeighbors(home);
            HasIpsec = home.IpIfKernelHas(
                $"xfrm state add src 10.9.0.1 dst 10.9.0.2 proto esp spi 0x100 reqid 7 mode transport aead rfc4106(gcm(aes)) 0x{TestKey} 128");
            OpenSockets(home);
            Settle(home);
            Seen = ReadAsync(home.Path).GetAwaiter().GetResult();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>A key made up for the test.</summary>
    public const string TestKey = "a1b2c3d4e5f60718293a4b5c6d7e8f9001122334";

    /// <summary>Why there is none, or null.</summary>
    public string? WhyNot { get; }

    public bool HasIpsec { get; }

    /// <summary>What the reader saw.</summary>
    internal NetworkNamespace Seen { get; } = new();

    public TemporaryNamespace Home => home ?? throw new InvalidOperationException("No namespace could be made.");

    /// <summary>What iproute2 prints, as JSON.</summary>
    public IReadOnlyList<JsonElement> Ip(string words) => Json(Home.Ip(words));

    public IReadOnlyList<JsonElement> Bridge(string words) => Json(Home.Bridge(words));

    public void Dispose()
    {
        foreach (var one in owned.AsEnumerable().Reverse())
        {
            one.Dispose();
        }

        owned.Clear();
    }

    internal static async Task<NetworkNamespace> ReadAsync(string path)
    {
        var failures = new List<string>();
        var seen = await NamespaceThread.RunAsync(
            [path], _ => NamespaceReader.Read(OwnSockets, (what, why) => failures.Add($"{what}: {why}")), (what, why) => failures.Add($"{what}: {why}"), CancellationToken.None);
        return failures.Count == 0 ? seen[path] : throw new InvalidOperationException(string.Join("; ", failures));
    }

    private static IReadOnlyList<JsonElement> Json(string text)
    {
        using var document = JsonDocument.Parse(text);

        // iproute2 writes {} for what its filters leave out.
        return [.. document.RootElement.EnumerateArray().Where(element => element.EnumerateObject().Any()).Select(element => element.Clone())];
    }

    private static SocketOwner? OwnSockets(uint inode) =>
        new DirectoryInfo("/proc/self/fd").EnumerateFileSystemInfos().Any(file => file.LinkTarget == $"socket:[{inode}]")
            ? new SocketOwner(Environment.ProcessId, File.ReadAllText("/proc/self/comm").Trim())
            : null;

    private static void MakeLinks(TemporaryNamespace home, TemporaryNamespace away)
    {
        home.Execute("sysctl -qw net.ipv6.conf.default.accept_dad=0 net.ipv6.conf.all.accept_dad=0");
        home.Ip("link set lo up");
        home.Ip("link add br0 type bridge");
        home.Ip("link add veth0 type veth peer name eth0 netns " + away.Name);
        home.Ip("link add veth1 mtu 1400 type veth peer name veth2");
        home.Ip("link set veth1 master br0");
        home.Ip("link add idle0 type veth peer name idle1");
        home.Ip("link add mac0 link veth0 type macvlan mode bridge");
        home.Ip("tuntap add dev tun0 mode tun");
        home.Ip("link add vx0 type vxlan id 42 local 10.9.0.1 remote 10.9.0.2 dev veth0 dstport 8472 nolearning");
        home.Ip("link add vx1 type vxlan id 16777215 group 239.1.1.1 dev veth0 dstport 4789 proxy");
        home.Ip("link add vx2 type vxlan id 44 local fd00::1 remote fd00::2 dstport 4800");
        home.Ip("link add vx3 type vxlan external dstport 4801");
        home.Ip("link set vx1 master br0");
        foreach (var optional in new[]
        {
            "link add link veth0 name veth0.7 type vlan id 7", "link add dummy0 type dummy", "link add ipip0 type ipip local 10.9.0.1 remote 10.9.0.2",
            "link add sit9 type sit local 10.9.0.1", "link add gre9 type gre local 10.9.0.1", "link add ipv0 link veth0 type ipvlan", "link add wg0 type wireguard",
        })
        {
            home.IpIfKernelHas(optional);
        }

        away.Ip("link set eth0 up");
        away.Ip("addr add 10.9.0.2/24 dev eth0");
        home.Ip("addr add 10.9.0.1/24 dev veth0");
        home.Ip("addr add 10.10.0.1 peer 10.10.0.2 dev tun0");
        home.Ip("addr add 10.11.0.1/32 dev lo scope host");
        home.Ip("addr add 10.12.0.1/24 dev idle0");
        home.Ip("addr add fd00::1/64 dev veth0");
        home.Ip("addr add fd01:0:0:1::1/64 dev br0");
        foreach (var link in new[] { "br0", "veth0", "veth1", "veth2", "mac0", "tun0", "vx0", "vx1", "vx2", "vx3", "idle0" })
        {
            home.Ip($"link set {link} up");
        }
    }

    private static void MakeRoutes(TemporaryNamespace home)
    {
        home.Ip("route add default via 10.9.0.254");
        home.Ip("route add 192.0.2.0/24 via 10.9.0.2 proto bird");
        home.Ip("route add 192.0.3.7 via 10.9.0.2 proto bgp");
        home.Ip("route add blackhole 198.51.100.0/26 proto bird");
        home.Ip("route add unreachable 198.51.101.0/24 metric 7");
        home.Ip("route add prohibit 198.51.102.0/24 proto 77");
        home.Ip("route add throw 198.51.103.0/24 table 100");
        home.Ip("route add 203.0.113.0/24 via 10.8.8.8 dev veth0 onlink");
        home.Ip("route add 172.20.0.0/16 nexthop via 10.9.0.2 weight 1 nexthop via 10.7.7.7 dev veth0 weight 3 onlink");
        home.Ip("route add 172.21.0.0/16 via 10.9.0.2 metric 50 proto static");
        home.Ip("route add 172.22.0.1 dev veth0 table 100 src 10.9.0.1");
        home.Ip("route add 172.23.0.0/16 via inet6 fd00::2 dev veth0");
        home.Ip("route add 0.0.0.0/1 via 10.9.0.3 table 253");
        home.Ip("-6 route add default via fd00::ff proto ra");
        home.Ip("-6 route add 2001:db8::/32 via fd00::2 proto bird");
        home.Ip("-6 route add 2001:db9::1 dev veth0 metric 5 table 300");
        home.Ip("-6 route add blackhole 2001:dba::/64 proto bird");
        home.Ip("-6 route add 2001:dbb::/64 nexthop via fd00::2 nexthop via fd00::3");
        home.Ip("rule add fwmark 0x100 table 100 priority 100");
        home.Ip("rule add fwmark 0x100/0xf00 table 100 priority 101");
        home.Ip("rule add from 10.0.0.0/8 to 10.1.0.1 table 1000 priority 102");
        home.Ip("rule add to 10.2.0.0/16 blackhole priority 103");
    }

    private static void MakeNeighbors(TemporaryNamespace home)
    {
        home.Ip("neigh add 10.9.0.77 lladdr 02:00:00:00:00:77 dev veth0 nud permanent");
        home.Ip("neigh add fd00::77 lladdr 02:00:00:00:00:78 dev veth0 nud permanent");
        home.Ip("neigh add 10.9.0.78 lladdr 02:00:00:00:00:79 dev veth0 nud stale");
        home.Ip("neigh add 10.9.0.79 lladdr 02:00:00:00:00:80 dev veth0 nud noarp");
        home.Bridge("fdb append 00:00:00:00:00:00 dev vx0 dst 10.9.0.3");
        home.Bridge("fdb add 02:00:00:00:01:01 dev vx0 dst 10.9.0.4 self permanent");
        home.Bridge("fdb add 02:00:00:00:01:02 dev vx2 dst fd00::5 self static");
        home.Bridge("fdb add 02:00:00:00:01:03 dev veth1 master static");
    }

    private void OpenSockets(TemporaryNamespace home)
    {
        // A socket stays in the namespace that it was made in, whoever uses it later.
        var failure = "";
        _ = NamespaceThread.RunAsync(
            [home.Path],
            _ =>
            {
                var four = Listen(AddressFamily.InterNetwork, IPAddress.Loopback, 7001);
                Listen(AddressFamily.InterNetwork, IPAddress.Any, 7002);
                var both = Listen(AddressFamily.InterNetworkV6, IPAddress.IPv6Any, 7003);
                Listen(AddressFamily.InterNetworkV6, IPAddress.Parse("fd00::1"), 7004);
                Connect(IPAddress.Loopback, four);
                Connect(IPAddress.Loopback, both);
                var udp = Own(new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp));
                udp.Bind(new IPEndPoint(IPAddress.Parse("10.9.0.1"), 7005));
                var connected = Own(new Socket(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp));
                connected.Connect(IPAddress.Parse("fd00::1"), 7006);
                return 0;
            },
            (_, why) => failure = why,
            CancellationToken.None).GetAwaiter().GetResult();
        if (failure.Length > 0)
        {
            throw new InvalidOperationException(failure);
        }
    }

    private Socket Listen(AddressFamily family, IPAddress address, int port)
    {
        var socket = Own(new Socket(family, SocketType.Stream, ProtocolType.Tcp));
        if (address.Equals(IPAddress.IPv6Any))
        {
            socket.DualMode = true;
        }

        socket.Bind(new IPEndPoint(address, port));
        socket.Listen();
        return socket;
    }

    private void Connect(IPAddress address, Socket listener)
    {
        var socket = Own(new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp));
        socket.Connect(address, ((IPEndPoint)listener.LocalEndPoint!).Port);
        Own(listener.Accept());
    }

    /// <summary>Carriers and IPv6 addresses come up a moment after the link.</summary>
    private static void Settle(TemporaryNamespace home)
    {
        string Now() => home.Ip("route show table all") + home.Ip("-6 route show table all") + home.Ip("link") + home.Ip("neigh") + home.Bridge("fdb");
        for (var (before, tries) = ("", 0); tries < 20; tries++)
        {
            Thread.Sleep(400);
            var now = Now();
            if (now == before)
            {
                return;
            }

            before = now;
        }
    }

    private T Own<T>(T one)
        where T : IDisposable
    {
        owned.Add(one);
        return one;
    }
}
