using System.Globalization;

namespace NetAudit.Live.Tests.Support;

/// <summary>
/// A process that looks like a network agent: its name, its arguments, its listening sockets, and its answers over HTTP. It is a copy of
/// perl, which every Debian has, under the agent's name. So /proc/PID/exe, comm and cmdline show that name. Only the script's path as the
/// first argument differs.
/// </summary>
internal static class StandIn
{
    private const string Script = """
        use IO::Socket::INET;
        $SIG{PIPE} = 'IGNORE';
        my @sockets = map { my ($protocol, $address, $port) = split /,/;
          IO::Socket::INET->new(Proto => $protocol, LocalAddr => $address, LocalPort => $port, 
              $protocol eq 'tcp' ? (Listen => 8, ReuseAddr => 1) : ()) or die "$_: $!" }
          split / /, $ENV{STANDIN_LISTEN} // '';
        while (1) {
          my $ready = ''; vec($ready, fileno($_), 1) = 1 for @sockets;
          select($ready, undef, undef, undef);
          for my $socket (grep { vec($ready, fileno($_), 1) } @sockets) {
            if ($socket->socktype == SOCK_DGRAM) { $socket->recv(my $ignored, 65536); next }
            my $client = $socket->accept or next;
            my $asked = ''; while (my $line = <$client>) { $asked .= $line; last if $line =~ /^\r?$/ }
            my ($status, $body) = ('404 Not Found', '');
            if ($asked =~ m{^GET /report }) {
              ($status, $body) = ('400 Bad Request', '');
              if ($asked =~ m{^Accept: *application/json}mi) {
                local $/; open my $file, '<', $ENV{STANDIN_REPORT}; $body = <$file>; $status = '200 OK' }
            }
            print $client "HTTP/1.1 $status\r\nContent-Type: application/json\r\nConnection: close\r\n"
              . "Content-Length: " . length($body) . "\r\n\r\n$body";
            close $client;
          }
        }
        """;

    /// <summary>Copies the program into a folder of the host; returns its path there.</summary>
    public static async Task<string> InstallAsync(DockerHost host, string folder, string name)
    {
        await host.ShAsync($"mkdir -p {folder}; [ -e {folder}/{name} ] || cp $(command -v perl) {folder}/{name}");
        await host.WriteAsync($"{folder}/standin.pl", Script);
        return $"{folder}/{name}";
    }

    /// <summary>Runs an agent on the host; returns its process id.</summary>
    public static Task<int> RunAsync(DockerHost host, string name, string arguments, string listen = "", string report = "") =>
        RunScriptAsync(
            host,
            name,
            "/run/standins/standin.pl",
            arguments,
            $"STANDIN_LISTEN='{listen}' STANDIN_REPORT='{report}'",
            listen.Length > 0
        );

    /// <summary>Runs a perl script under an agent's name; returns its process id.</summary>
    public static async Task<int> RunScriptAsync(
        DockerHost host,
        string name,
        string script,
        string arguments,
        string environment,
        bool listens
    )
    {
        var program = await InstallAsync(host, "/run/standins", name);
        var command = $"{environment} {program} {script} {arguments} </dev/null >/run/standins/{name}.log 2>&1 & echo $!";
        var pid = (await host.ShAsync(command)).Trim();
        await Tool.UntilAsync(
            $"{name} runs",
            () => host.TryShAsync(!listens ? $"kill -0 {pid}" : $"kill -0 {pid}; ss -lntup | grep -q '\"{name}\"'"),
            seconds: 5
        );
        return int.Parse(pid, CultureInfo.InvariantCulture);
    }
}
