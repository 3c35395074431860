using System.Globalization;
using NetAudit.Live.Tests.Support;

namespace NetAudit.Live.Tests.Paths;

/// <summary>
/// Two hosts joined as Flannel joins them: 10.5.15.0/24 and 10.5.31.0/24 of 10.5.0.0/16. The kernel does all of vxlan and host-gw; udp needs a program that copies
/// packets between its link and a socket, which here is one of a few lines under the agent's name.
/// </summary>
internal sealed class FlannelPair(DockerHost first, DockerHost second)
{
    private const string Tunnel = """
        use IO::Socket::INET; use Socket;
        my $peer = pack_sockaddr_in(8285, inet_aton($ARGV[0]));
        open my $link, '+<', '/dev/net/tun' or die "tun: $!";
        my $request = pack('a16 s x22', 'flannel0', 0x1001);
        ioctl($link, 0x400454ca, $request) or die "flannel0: $!";
        my $socket = IO::Socket::INET->new(Proto => 'udp', LocalPort => 8285) or die "port 8285: $!";
        while (1) {
          my ($ready, $packet) = (''); vec($ready, fileno($_), 1) = 1 for $link, $socket;
          select($ready, undef, undef, undef);
          if (vec($ready, fileno($link), 1)) { sysread($link, $packet, 65536) and $socket->send($packet, 0, $peer) }
          if (vec($ready, fileno($socket), 1)) { defined $socket->recv($packet, 65536) and syswrite($link, $packet) }
        }
        """;

    private readonly List<(DockerHost Host, int Pid)> _agents = [];

    /// <summary>The engine's arguments, by which its default bridge is in Flannel's subnet.</summary>
    public static string[] EngineArguments(int number) => [$"--bip={Prefix(number)}.1/24", "--mtu=1450", "--ip-masq=false"];

    public Task VxlanAsync() => OnBothAsync(1450, (own, other) => $"""
        ip link add flannel.1 address 9a:00:00:00:00:0{own.Number} mtu 1450 type vxlan id 1 local {own.Host.Address} dev eth0 dstport 8472 nolearning
        ip addr add {Prefix(own.Number)}.0/32 dev flannel.1; ip link set flannel.1 up
        ip neigh add {Prefix(other.Number)}.0 lladdr 9a:00:00:00:00:0{other.Number} dev flannel.1 nud permanent
        bridge fdb add 9a:00:00:00:00:0{other.Number} dev flannel.1 dst {other.Host.Address} self permanent
        ip route add {Prefix(other.Number)}.0/24 via {Prefix(other.Number)}.0 dev flannel.1 onlink
        """);

    public Task HostGatewayAsync() => OnBothAsync(1500, (own, other) => $"ip route add {Prefix(other.Number)}.0/24 via {other.Host.Address} dev eth0");

    public async Task UdpAsync()
    {
        await OnBothAsync(1472, (own, other) => $"ip tuntap add dev flannel0 mode tun; ip link set flannel0 mtu 1472 up; ip addr add {Prefix(own.Number)}.0/16 dev flannel0");
        foreach (var (own, other) in new[] { (first, second), (second, first) })
        {
            var program = await StandIn.InstallAsync(own, "/run/standins", "flanneld");
            await own.WriteAsync("/run/standins/tunnel.pl", Tunnel);
            var pid = await own.ShAsync($"{program} /run/standins/tunnel.pl {other.Address} </dev/null >/run/standins/tunnel.log 2>&1 & echo $!");
            _agents.Add((own, int.Parse(pid, CultureInfo.InvariantCulture)));
        }
    }

    public async Task ClearAsync()
    {
        foreach (var (host, pid) in _agents)
        {
            await host.TryShAsync($"kill {pid}; while kill -0 {pid} 2>/dev/null; do sleep 0.05; done");
        }

        _agents.Clear();
        foreach (var (host, other) in new[] { (first, 2), (second, 1) })
        {
            await host.ShAsync($"ip link del flannel.1 2>/dev/null || :; ip link del flannel0 2>/dev/null || :; ip route del {Prefix(other)}.0/24 2>/dev/null || :; rm -rf /run/flannel; iptables -D FORWARD -s 10.5.0.0/16 -j ACCEPT 2>/dev/null || :; iptables -D FORWARD -d 10.5.0.0/16 -j ACCEPT 2>/dev/null || :");
        }
    }

    private static string Prefix(int number) => number == 1 ? "10.5.15" : "10.5.31";

    private async Task OnBothAsync(int mtu, Func<(DockerHost Host, int Number), (DockerHost Host, int Number), string> script)
    {
        await ClearAsync();
        foreach (var (own, other) in new[] { ((first, 1), (second, 2)), ((second, 2), (first, 1)) })
        {
            await own.Item1.ShAsync(script(own, other) + "\niptables -I FORWARD -s 10.5.0.0/16 -j ACCEPT; iptables -I FORWARD -d 10.5.0.0/16 -j ACCEPT");
            await own.Item1.WriteAsync("/run/flannel/subnet.env", $"FLANNEL_NETWORK=10.5.0.0/16\nFLANNEL_SUBNET={Prefix(own.Item2)}.1/24\nFLANNEL_MTU={mtu}\nFLANNEL_IPMASQ=false\n");
        }
    }
}
