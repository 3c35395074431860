using NetAudit.Live.Tests.Support;

namespace NetAudit.Live.Tests.StandIns;

/// <summary>
/// Plays flanneld's udp backend. It sends packets of the TUN device flannel0 to the peer in UDP datagrams of port 8285, unchanged, and
/// receives the peer's.
/// </summary>
internal static class UdpForwarder
{
    private const string Script = """
        use Fcntl; use IO::Socket::INET;
        my $peer = sockaddr_in(8285, inet_aton($ENV{FORWARD_TO}));
        sysopen(my $tun, '/dev/net/tun', O_RDWR) or die "tun: $!";
        my $request = pack('a16 S x22', 'flannel0', 0x1001); # IFF_TUN, no header before the packet
        ioctl($tun, 0x400454ca, $request) or die "flannel0: $!";
        my $udp = IO::Socket::INET->new(Proto => 'udp', LocalPort => 8285) or die "8285: $!";
        while (1) {
          my $ready = ''; vec($ready, fileno($_), 1) = 1 for $tun, $udp;
          select($ready, undef, undef, undef);
          if (vec($ready, fileno($tun), 1)) { sysread($tun, my $packet, 65536); send($udp, $packet, 0, $peer) }
          if (vec($ready, fileno($udp), 1)) { recv($udp, my $packet, 65536, 0); syswrite($tun, $packet) }
        }
        """;

    /// <summary>Runs the forwarder as the agent; returns its process id.</summary>
    public static async Task<int> RunAsync(DockerHost host, string peer, string arguments)
    {
        await host.WriteAsync("/run/standins/forward.pl", Script);
        return await StandIn.RunScriptAsync(host, "flanneld", "/run/standins/forward.pl", arguments, $"FORWARD_TO={peer}", listens: true);
    }
}
