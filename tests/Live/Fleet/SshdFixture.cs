using System.Diagnostics;
using System.Globalization;
using NetAudit.Live.Tests.Support;

namespace NetAudit.Live.Tests.Fleet;

/// <summary>
/// A real sshd on loopback, with its own keys, configuration and known hosts. Each client key runs another command, so that a test can
/// choose a failure.
/// </summary>
public sealed class SshdFixture : IAsyncLifetime
{
    /// <summary>The command that sshd runs, by the client's key.</summary>
    private static readonly Dictionary<string, string> s_behaviours = new()
    {
        ["right"] = "",
        ["greets"] = "echo Welcome to this host; eval \\\"$SSH_ORIGINAL_COMMAND\\\"",
        ["garbage"] = "head -c 100000 /dev/zero",
        ["silent"] = "exit 0",
        ["hangs"] = "sleep 100",
        ["endless"] = "cat /dev/zero",
        ["cuts"] = "eval \\\"$SSH_ORIGINAL_COMMAND\\\" | head -c 3000; kill -9 $PPID",
        ["full"] = "TMPDIR=/proc; export TMPDIR; eval \\\"$SSH_ORIGINAL_COMMAND\\\"",
        ["windows"] = "echo \\\"'sh' is not recognized as an internal or external command\\\" >&2; exit 1",
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("netaudit-ssh-").FullName;
    private readonly bool _madeRunFolder = !Directory.Exists("/run/sshd");
    private Process? _server;

    internal string? Missing { get; private set; }

    internal int Port { get; } = LoopbackPort.Free();

    public async ValueTask InitializeAsync()
    {
        Missing =
            Tool.Find("sshd") is null ? "sshd is not installed"
            : Environment.UserName != "root" ? "this is not root"
            : null;
        if (Missing is not null)
        {
            return;
        }

        Directory.CreateDirectory("/run/sshd");
        await MakeKeysAsync();
        await WriteAsync("sshd_config", ServerSettings());
        _server = Process.Start(new ProcessStartInfo(Tool.Find("sshd")!, ["-D", "-e", "-f", In("sshd_config"), "-E", In("log")]))!;
        await Tool.UntilAsync("sshd", () => Tool.TryAsync("ssh-keyscan", ["-T", "1", "-p", $"{Port}", "127.0.0.1"]));
        await MakeClientAsync("ssh", known: "host", "right");
        await MakeClientAsync("ssh-changed", known: "other-host", "right");
        await MakeClientAsync("ssh-new", known: null, "right");
        await MakeClientAsync("ssh-stranger", known: "host", "stranger");
        foreach (var key in s_behaviours.Keys)
        {
            await MakeClientAsync("ssh-" + key, known: "host", key);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            _server.Kill(entireProcessTree: true);
            await _server.WaitForExitAsync();
            _server.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
        if (_madeRunFolder && Directory.Exists("/run/sshd"))
        {
            Directory.Delete("/run/sshd");
        }
    }

    /// <summary>The ssh program that uses one of the client configurations.</summary>
    internal string Program(string client) => In(client);

    /// <summary>Puts a `sudo` into a folder: "exec" runs the command, "refuse" asks for a password.</summary>
    internal Task SetSudoAsync(bool lets) =>
        WriteProgramAsync(
            "bin/sudo",
            lets
                ? "#!/bin/sh\n[ \"$1\" = -n ] || exit 1\nshift\nexec \"$@\"\n"
                : "#!/bin/sh\necho 'sudo: a password is required' >&2\nexit 1\n"
        );

    private async Task MakeKeysAsync()
    {
        Directory.CreateDirectory(In("bin"));
        foreach (var name in s_behaviours.Keys.Concat(["host", "other-host", "stranger"]))
        {
            await Tool.RunAsync("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", In("key-" + name));
        }

        var lines = new List<string>();
        foreach (var (name, command) in s_behaviours)
        {
            var key = (await File.ReadAllTextAsync(In($"key-{name}.pub"))).Trim();
            lines.Add(command.Length > 0 ? $"command=\"{command}\" {key}" : key);
        }

        await WriteAsync("authorized_keys", string.Join('\n', lines) + "\n");
    }

    private string ServerSettings() =>
        $"""
            Port {Port}
            ListenAddress 127.0.0.1
            HostKey {In("key-host")}
            PidFile none
            UsePAM no
            PasswordAuthentication yes
            PermitRootLogin yes
            StrictModes no
            AuthorizedKeysFile {In("authorized_keys")}
            SetEnv PATH={In("bin")}:/usr/sbin:/usr/bin:/sbin:/bin

            """;

    private async Task MakeClientAsync(string name, string? known, string key)
    {
        var hosts = known is null ? "" : $"[127.0.0.1]:{Port} {(await File.ReadAllTextAsync(In($"key-{known}.pub"))).Trim()}\n";
        await WriteAsync(name + ".known", hosts);
        var lines = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            Host *
              IdentityFile {In("key-" + key)}
              IdentitiesOnly yes
              IdentityAgent none
              UserKnownHostsFile {In(name + ".known")}
              GlobalKnownHostsFile none
            Host lab
              HostName 127.0.0.1
              Port {Port}
              User root

            """
        );
        await WriteAsync(name + ".config", lines);
        await WriteProgramAsync(name, $"#!/bin/sh\nexec ssh -F {In(name + ".config")} \"$@\"\n");
    }

    private async Task WriteProgramAsync(string name, string text)
    {
        await WriteAsync(name, text);
        await Tool.RunAsync("chmod", "700", In(name));
    }

    private Task WriteAsync(string name, string text) => File.WriteAllTextAsync(In(name), text);

    private string In(string name) => Path.Combine(_folder, name);
}
