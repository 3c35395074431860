using NetAudit.Live.Tests.Support;

namespace NetAudit.Live.Tests.StandIns;

/// <summary>
/// Plays weaver's sleeve. It sends frames from vethwe-pcap to the peer in UDP datagrams of port 6783, unencrypted or sealed. Each frame
/// follows both peers' names and its length. A long frame that may not be fragmented is answered as a router would. Real sleeves merge the
/// frames of one moment. This one merges by count, so that tests know when. Of NetAudit's packets (frames of 50 bytes), some follow
/// another, longer frame.
/// </summary>
internal static class SleeveForwarder
{
    private const string Script = """
        use Fcntl; use IO::Socket::INET; use Socket;
        my ($own, $other) = map { pack('H*', $_) } $ENV{OWN_NAME}, $ENV{PEER_NAME};
        my ($mtu, $number, $sequence) = (1438, 0, 0);
        open my $file, '<', '/sys/class/net/vethwe-pcap/ifindex' or die "vethwe-pcap: $!"; chomp(my $index = <$file>);
        socket(my $pcap, 17, SOCK_RAW, 0x0300) or die "pcap: $!";
        bind($pcap, pack('S S i x12', 17, 0x0300, $index)) or die "bind: $!";
        my $udp = IO::Socket::INET->new(Proto => 'udp', LocalPort => 6783) or die "6783: $!";
        my $peer = sockaddr_in(6783, inet_aton($ENV{FORWARD_TO}));
        sub sum { my $sum = 0; $sum += $_ for unpack('n*', $_[0]); $sum = ($sum & 0xffff) + ($sum >> 16) while $sum >> 16; ~$sum & 0xffff }
        sub sealed {
          my ($data, $key) = @_; my $stream = '';
          while (length $stream < length $data) { $key = ($key * 1103515245 + 12345) & 0x7fffffff; $stream .= pack('N', $key) }
          $data ^ substr($stream, 0, length $data)
        }
        sub too_long {
          my $ip = substr($_[0], 14);
          my $error = pack('CCnnn', 3, 4, 0, 0, $mtu) . substr($ip, 0, 28); substr($error, 2, 2) = pack('n', sum($error));
          my $head = pack('CCnnnCCn', 0x45, 0, 20 + length $error, 0, 0, 64, 1, 0) . substr($ip, 16, 4) . substr($ip, 12, 4);
          substr($head, 10, 2) = pack('n', sum($head));
          syswrite($pcap, substr($_[0], 6, 6) . substr($_[0], 0, 6) . "\x08\x00" . $head . $error);
        }
        while (1) {
          my $ready = ''; vec($ready, fileno($_), 1) = 1 for $pcap, $udp;
          select($ready, undef, undef, undef);
          if (vec($ready, fileno($pcap), 1)) {
            my $from = recv($pcap, my $frame, 65536, 0);
            next if unpack('x10 C', $from) == 4;
            my $is_ip = substr($frame, 12, 2) eq "\x08\x00";
            if ($is_ip && length $frame > $mtu + 14 && vec($frame, 20 * 8 + 6, 1)) { too_long($frame); next }
            my @frames = ($frame);
            if ($is_ip && length $frame == 50) {
              my $turn = $number++ % 5;
              my $merges = $ENV{MERGES} eq 'always' || ($ENV{MERGES} eq 'some' && $turn < 2);
              unshift @frames, ("\xff" x 6) . ("\x02" x 6) . "\x88\xb5" . ("\0" x (150 + 20 * ($number % 50))) if $merges;
            }
            my $data = join '', map { $own . $other . pack('n', length) . $_ } @frames;
            if ($ENV{SEALED}) { $sequence++; $data = pack('NN', 0, $sequence) . ("\x5a" x 16) . sealed($data, $sequence) }
            send($udp, $own . $data, 0, $peer);
          }
          if (vec($ready, fileno($udp), 1)) {
            recv($udp, my $data, 65536, 0);
            $data = substr($data, 6);
            $data = sealed(substr($data, 24), unpack('x4 N', $data)) if $ENV{SEALED};
            while (length $data > 14) {
              my $length = unpack('x12 n', $data);
              syswrite($pcap, substr($data, 14, $length)); $data = substr($data, 14 + $length);
            }
          }
        }
        """;

    /// <summary>Runs the sleeve; returns its process id.</summary>
    public static async Task<int> RunAsync(DockerHost host, string environment)
    {
        await host.WriteAsync("/run/standins/sleeve.pl", Script);
        return await StandIn.RunScriptAsync(host, "sleeve", "/run/standins/sleeve.pl", "", environment, listens: true);
    }
}
