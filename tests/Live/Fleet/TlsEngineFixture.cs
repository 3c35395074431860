using System.Diagnostics;
using NetAudit.Live.Tests.Support;

namespace NetAudit.Live.Tests.Fleet;

/// <summary>
/// A dockerd that accepts only clients with a certificate from its authority. It listens on loopback and has no networks.
/// </summary>
public sealed class TlsEngineFixture : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("netaudit-tls-").FullName;
    private Process? _engine;

    internal string? Missing { get; private set; }

    internal int Port { get; private set; }

    /// <summary>The path of its unix socket, which needs no certificate.</summary>
    internal string Socket => Path.Combine(_folder, "docker.sock");

    internal string Log => Path.Combine(_folder, "log");

    internal Certificates Own => new(Path.Combine(_folder, "own"));

    internal Certificates Other => new(Path.Combine(_folder, "other"));

    public async ValueTask InitializeAsync()
    {
        Missing =
            EngineKind.Installed.Missing()
            ?? (
                Tool.Find("openssl") is null ? "openssl is not installed"
                : Tool.Find("docker") is null ? "the docker client is not installed"
                : null
            );
        if (Missing is not null)
        {
            return;
        }

        await Own.CreateAuthorityAsync("lab authority");
        await Other.CreateAuthorityAsync("other authority");
        await Own.SignAsync("server", "subjectAltName=DNS:localhost,IP:127.0.0.1\\nextendedKeyUsage=serverAuth");
        await Own.SignAsync("right", "extendedKeyUsage=clientAuth");
        await Own.SignAsync("curve", "extendedKeyUsage=clientAuth", key: "ec -pkeyopt ec_paramgen_curve:prime256v1");
        await Own.SignAsync("ended", "extendedKeyUsage=clientAuth", end: "20210101000000Z");
        await Other.SignAsync("stranger", "extendedKeyUsage=clientAuth");
        Port = LoopbackPort.Free();
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_engine is not null)
        {
            OwnProcesses.Signal(_engine.Id, "TERM");
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            await _engine.WaitForExitAsync(limit.Token);
            _engine.Dispose();
        }

        await Tool.TryAsync("rm", ["-rf", "--one-file-system", _folder]);
    }

    private async Task StartAsync()
    {
        var own = Path.Combine(_folder, "own");
        var options = string.Join(
            ' ',
            $"--data-root {_folder}/data --exec-root {_folder}/exec -p {_folder}/pid -H unix://{Socket}",
            $"-H tcp://127.0.0.1:{Port} -H tcp://127.0.0.2:{Port}",
            $"--tlsverify --tlscacert {own}/ca.pem --tlscert {own}/server.pem --tlskey {own}/server-key.pem",
            "--bridge none --iptables=false --ip6tables=false --ip-forward=false --ip-masq=false"
        );
        _engine = Process.Start(new ProcessStartInfo("sh", ["-c", $"exec dockerd {options} >{Log} 2>&1"]))!;
        await Tool.UntilAsync("dockerd with TLS", () => Tool.TryAsync("sh", ["-c", $"grep -q 'API listen on 127.0.0.2' {Log}"]));
    }
}
