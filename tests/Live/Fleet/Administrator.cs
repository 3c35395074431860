using System.Diagnostics;
using NetAudit.Live.Tests.Support;

namespace NetAudit.Live.Tests.Fleet;

/// <summary>
/// A machine on the hosts' switch. netaudit runs on it as a process to audit the hosts. It has its own contexts of the docker client and
/// its own ssh configuration.
/// </summary>
internal sealed class Administrator(DockerHost machine, Certificates certificates)
{
    private static readonly string s_shell = Path.Combine(
        Collector.RepositoryFolder(),
        "module/Shell",
        Path.GetRelativePath(Path.Combine(Collector.RepositoryFolder(), "tests/Live"), AppContext.BaseDirectory),
        "NetAudit.Shell.dll"
    );

    private string Contexts => Path.Combine(machine.Folder, "docker");

    private string Programs => Path.Combine(machine.Folder, "bin");

    private string Key => Path.Combine(machine.Folder, "key");

    /// <summary>Makes a folder for output.</summary>
    public string NewFolder() => Directory.CreateDirectory(Path.Combine(machine.Folder, Guid.NewGuid().ToString("N")[..8])).FullName;

    /// <summary>Makes a client key that hosts accept, and an ssh configuration without known hosts.</summary>
    public async Task SetUpAsync()
    {
        Directory.CreateDirectory(Programs);
        Directory.CreateDirectory(Contexts);
        await Tool.RunAsync("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", Key);
        var settings = $"-o IdentityFile={Key} -o IdentitiesOnly=yes -o UserKnownHostsFile={Key}.known";
        var ssh = Path.Combine(Programs, "ssh");
        await File.WriteAllTextAsync(ssh, $"#!/bin/sh\nexec {Tool.Find("ssh")} -F none {settings} \"$@\"\n");
        await File.WriteAllTextAsync(Path.Combine(Programs, "sftp"), $"#!/bin/sh\nexec {Tool.Find("sftp")} -F none -S {ssh} \"$@\"\n");
        await File.WriteAllTextAsync(Path.Combine(Programs, "netaudit"), $"#!/bin/sh\nexec dotnet {s_shell} \"$@\"\n");
        await Tool.RunAsync("chmod", "700", ssh, Path.Combine(Programs, "sftp"), Path.Combine(Programs, "netaudit"));
    }

    /// <summary>Starts the host's sshd, which accepts this machine's root, and adds its key to the known hosts.</summary>
    public async Task ReachBySshAsync(DockerHost host)
    {
        var key = Path.Combine(host.Folder, "run/ssh-host-key");
        await Tool.RunAsync("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key);
        File.Copy(Key + ".pub", Path.Combine(host.Folder, "run/authorized_keys"));
        await host.WriteAsync(
            "/run/sshd_config",
            $"""
            ListenAddress {host.Address}
            HostKey /run/ssh-host-key
            PidFile none
            UsePAM no
            StrictModes no
            PermitRootLogin prohibit-password
            AuthorizedKeysFile /run/authorized_keys
            Subsystem sftp internal-sftp
            Subsystem powershell /run/bin/pwsh -sshs -NoLogo -NoProfile
            SetEnv PATH=/run/bin:{Environment.GetEnvironmentVariable("PATH")}

            """
        );
        await host.WriteAsync("/run/bin/pwsh", $"#!/bin/sh\nexec dotnet {PowerShell} \"$@\"\n");
        await host.WriteAsync("/run/bin/sudo", "#!/bin/sh\n[ \"$1\" = -n ] || exit 1\nshift\nexec \"$@\"\n");
        await host.ShAsync("chmod 700 /run/bin/*");
        await host.ShAsync("mkdir -p /run/sshd; $(command -v sshd || echo /usr/sbin/sshd) -f /run/sshd_config -E /run/sshd.log");
        var known = string.Join(' ', (await File.ReadAllTextAsync(key + ".pub")).Split(' ').Take(2));
        await File.AppendAllTextAsync(Key + ".known", $"{host.Address} {known}\n");
    }

    /// <summary>Makes a context of the docker client for the host's TLS endpoint.</summary>
    public async Task ReachByTlsAsync(DockerHost host)
    {
        var folder = certificates.Folder(certificates, "client");
        var endpoint = $"host=tcp://{host.Address}:2376,ca={folder}/ca.pem,cert={folder}/cert.pem,key={folder}/key.pem";
        var environment = new Dictionary<string, string> { ["DOCKER_CONFIG"] = Contexts };
        var made = await Tool.TryAsync("docker", ["context", "create", host.Name, "--docker", endpoint], environment: environment);
        _ = made.OrThrow();
    }

    /// <summary>Runs netaudit on this machine.</summary>
    public async Task<AuditRun> RunAsync(params string[] arguments)
    {
        var clock = Stopwatch.StartNew();
        var result = await machine.TryRunAsync(["env", .. Settings, "dotnet", s_shell, .. arguments], seconds: 300);
        return new(result.ExitCode, result.Output, result.Error, clock.Elapsed);
    }

    /// <summary>The path of PowerShell in NuGet's folder, where tests/run.sh puts it for Pester; or null.</summary>
    public static string? PowerShell { get; } = FindPowerShell();

    /// <summary>The manifest of the packed module.</summary>
    public static string Module { get; } = Path.Combine(Collector.RepositoryFolder(), "artifacts/NetAudit/NetAudit.psd1");

    /// <summary>Runs a PowerShell script on this machine, with the module.</summary>
    public Task<AuditRun> RunScriptAsync(string script) =>
        RunOnAsync(
            machine,
            $"exec dotnet '{PowerShell}' -NoProfile -NonInteractive -Command \"$SCRIPT\"",
            $"SCRIPT=Import-Module '{Module}'; {script}"
        );

    /// <summary>Runs a sh script on this machine, with netaudit and ssh.</summary>
    public Task<AuditRun> RunShellAsync(string script) => RunOnAsync(machine, script);

    /// <summary>Runs a sh script on one of the hosts, with netaudit.</summary>
    public async Task<AuditRun> RunOnAsync(DockerHost host, string script, params string[] settings)
    {
        var clock = Stopwatch.StartNew();
        var result = await host.TryRunAsync(["env", .. Settings, .. settings, "sh", "-c", script], seconds: 300);
        return new(result.ExitCode, result.Output, result.Error, clock.Elapsed);
    }

    /// <summary>Starts netaudit on this machine.</summary>
    public Process Start(params string[] arguments) => machine.Start(["env", .. Settings, "dotnet", s_shell, .. arguments]);

    private static string? FindPowerShell()
    {
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } named
            ? named
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget/packages");
        var folder = Path.Combine(packages, "powershell");
        return Directory.Exists(folder)
            ? Directory
                .EnumerateFiles(folder, "pwsh.dll", SearchOption.AllDirectories)
                .Where(file => Path.GetFileName(Path.GetDirectoryName(file)) == "unix")
                .Max(StringComparer.Ordinal)
            : null;
    }

    private IEnumerable<string> Settings =>
        [$"PATH={Programs}:{Environment.GetEnvironmentVariable("PATH")}", $"DOCKER_CONFIG={Contexts}", "NO_COLOR=1", "COLUMNS=200"];
}

/// <summary>The output of a netaudit run, and its duration.</summary>
internal sealed record AuditRun(int ExitCode, string Output, string Error, TimeSpan Took);
