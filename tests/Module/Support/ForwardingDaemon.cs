using System.Diagnostics;

namespace NetAudit.Module.Tests.Support;

/// <summary>
/// A process that the kernel calls dockerd, so that its host counts as this machine. It is a copy of perl that forwards everything to a
/// test's engine. It ends with its input, and so with the tests.
/// </summary>
internal sealed class ForwardingDaemon : IDisposable
{
    private const string Perl = "/usr/bin/perl";

    private const string Script = """
        use Socket; my ($at, $to) = @ARGV; $SIG{CHLD} = 'IGNORE';
        socket(S, AF_UNIX, SOCK_STREAM, 0) and bind(S, sockaddr_un($at)) and listen(S, 64) or die "$!\n";
        $| = 1; print "ready\n";
        while (1) {
            my $any = ''; vec($any, fileno(S), 1) = vec($any, fileno(STDIN), 1) = 1; select($any, undef, undef, undef);
            last if vec($any, fileno(STDIN), 1);
            accept(C, S) or next;
            if (fork) { close C; next }
            close S; close STDIN; socket(E, AF_UNIX, SOCK_STREAM, 0) and connect(E, sockaddr_un($to)) or exit;
            while (1) {
                my $both = ''; vec($both, fileno(C), 1) = vec($both, fileno(E), 1) = 1; select($both, undef, undef, undef);
                for ([*C, *E], [*E, *C]) {
                    next unless vec($both, fileno($$_[0]), 1);
                    sysread($$_[0], my $part, 65536) or exit;
                    syswrite($$_[1], $part) == length $part or exit;
                }
            }
        }
        """;

    private readonly Process _process;
    private readonly string _folder;

    /// <param name="engine">The path of the engine's socket, which gets everything that is forwarded.</param>
    public ForwardingDaemon(string engine)
    {
        _folder = Directory.CreateTempSubdirectory("netaudit-daemon-").FullName;
        var program = Path.Combine(_folder, "dockerd");
        File.Copy(Perl, program);
        var socket = Path.Combine(_folder, "engine.sock");
        _process = Process.Start(
            new ProcessStartInfo(program, ["-e", Script, socket, engine]) { RedirectStandardInput = true, RedirectStandardOutput = true }
        )!;
        Endpoint = "unix://" + socket;
        if (_process.StandardOutput.ReadLine() != "ready")
        {
            Dispose();
            throw new InvalidOperationException("The forwarding daemon did not start.");
        }
    }

    /// <summary>The reason why it can't run here; null if it can.</summary>
    public static string? WhyNot() =>
        !OperatingSystem.IsLinux() ? "needs Linux"
        : Environment.UserName != "root" ? "needs root"
        : !File.Exists(Perl) ? "needs perl (perl-base)"
        : null;

    public string Endpoint { get; }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(5000))
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
