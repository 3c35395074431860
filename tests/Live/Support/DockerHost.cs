using System.Diagnostics;
using System.Globalization;

namespace NetAudit.Live.Tests.Support;

/// <summary>A Docker host: network, mount and UTS namespaces, with its own /run, /etc/docker, /var/lib/docker and engine.</summary>
internal sealed class DockerHost : IAsyncDisposable
{
    private readonly Holder holder;
    private Process? engine;

    private DockerHost(string name, string folder, string address, EngineKind kind, Holder holder) =>
        (Name, Folder, Address, Kind, this.holder) = (name, folder, address, kind, holder);

    public string Name { get; }

    public string Folder { get; }

    public string Address { get; }

    public EngineKind Kind { get; }

    /// <summary>The engine's address, as this machine's root sees it.</summary>
    public string Uri => $"unix://{Folder}/run/docker.sock";

    public int EnginePid => engine!.Id;

    public static async Task<DockerHost> CreateAsync(Lab lab, string name, int number, EngineKind kind)
    {
        var folder = Path.Combine(lab.Folder, name);
        foreach (var part in new[] { "run/lock", "etc-docker", "var-lib-docker", "cgroup", "upper", "work", "root", "client" })
        {
            Directory.CreateDirectory(Path.Combine(folder, part));
        }

        var address = $"10.99.0.{number}";
        await File.WriteAllTextAsync(Path.Combine(folder, "resolv.conf"), "nameserver 10.99.0.254\n");
        var holder = await Holder.StartAsync(["-m", "-u", "-n"], MountScript(folder, name, kind.Root));
        var host = new DockerHost(name, folder, address, kind, holder);

        // The link is made inside the switch's namespace, with its other end in the host's. The machine's own namespace never sees either.
        await Tool.RunAsync(
            "nsenter",
            $"--net=/proc/{lab.SwitchPid}/ns/net",
            "ip",
            "link",
            "add",
            $"p{number}",
            "type",
            "veth",
            "peer",
            "name",
            "eth0",
            "netns",
            $"{holder.Pid}"
        );
        await Tool.RunAsync("nsenter", $"--net=/proc/{lab.SwitchPid}/ns/net", "ip", "link", "set", $"p{number}", "master", "br0", "up");
        await host.ShAsync(
            $"ip link set lo up; ip addr add {address}/24 dev eth0; ip link set eth0 up; ip route add default via 10.99.0.254"
        );
        return host;
    }

    public async Task StartEngineAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(
            "nsenter",
            [.. Enter, "sh", "-c", "exec dockerd \"$@\" >>/run/dockerd.log 2>&1", "sh", .. arguments]
        );
        engine = Process.Start(start)!;
        await Tool.UntilAsync(
            $"dockerd on {Name}",
            async () =>
                engine.HasExited
                    ? throw new InvalidOperationException(
                        $"dockerd on {Name} ended: {await File.ReadAllTextAsync(Path.Combine(Folder, "run/dockerd.log"))}"
                    )
                    : await TryDockerAsync("version")
        );
    }

    public async Task StopEngineAsync()
    {
        OwnProcesses.Signal(EnginePid, "TERM");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await engine!.WaitForExitAsync(limit.Token);
        engine = null;
    }

    /// <summary>Runs a shell script on the host.</summary>
    public async Task<string> ShAsync(string script) => (await TryShAsync(script)).OrThrow();

    public Task<ToolResult> TryShAsync(string script) => Tool.TryAsync("nsenter", [.. Enter, "sh", "-ec", script]);

    /// <summary>Runs a program on the host.</summary>
    public Task<ToolResult> TryRunAsync(IEnumerable<string> command, int seconds) =>
        Tool.TryAsync("nsenter", [.. Enter, .. command], seconds: seconds);

    /// <summary>Starts a program on the host. The caller reads its output.</summary>
    public Process Start(IEnumerable<string> command) =>
        Process.Start(
            new ProcessStartInfo("nsenter", [.. Enter, .. command])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;

    /// <summary>Writes a file on the host.</summary>
    public async Task WriteAsync(string path, string text) =>
        (
            await Tool.TryAsync(
                "nsenter",
                [.. Enter, "sh", "-ec", $"mkdir -p $(dirname {path}); cat > {path}"],
                System.Text.Encoding.UTF8.GetBytes(text)
            )
        ).OrThrow();

    /// <summary>Asks the host's engine with this machine's docker client.</summary>
    public async Task<string> DockerAsync(params string[] arguments) => (await TryDockerAsync(arguments)).OrThrow().TrimEnd();

    public Task<ToolResult> TryDockerAsync(params string[] arguments) => TryDockerAsync(null, arguments);

    public Task<ToolResult> TryDockerAsync(byte[]? input, params string[] arguments) =>
        Tool.TryAsync(
            "docker",
            ["-H", Uri, .. arguments],
            input,
            new Dictionary<string, string> { ["DOCKER_CONFIG"] = Path.Combine(Folder, "client") }
        );

    /// <summary>Imports an image made of busybox. Nothing is pulled.</summary>
    public async Task ImportImageAsync() => (await TryDockerAsync(BusyboxImage.Tar(), "import", "-", BusyboxImage.Name)).OrThrow();

    /// <summary>Runs a container that sleeps.</summary>
    public Task<string> RunContainerAsync(string name, params string[] options) =>
        DockerAsync(["run", "-d", "--name", name, .. options, BusyboxImage.Name, "/bin/sleep", "100000"]);

    public async Task<int> PidOfAsync(string container) =>
        int.Parse(await DockerAsync("inspect", "-f", "{{.State.Pid}}", container), CultureInfo.InvariantCulture);

    /// <summary>Runs a script in a container's network namespace, with this machine's tools.</summary>
    public async Task<string> InsideAsync(string container, string script) =>
        await Tool.RunAsync("nsenter", $"--net=/proc/{await PidOfAsync(container)}/ns/net", "sh", "-ec", script);

    /// <summary>Reads <c>ip -j -d addr</c> inside a container's network namespace.</summary>
    public async Task<IReadOnlyList<IpLink>> IpInsideAsync(string container) =>
        IpLink.Parse(await Tool.RunAsync("nsenter", $"--net=/proc/{await PidOfAsync(container)}/ns/net", "ip", "-j", "-d", "addr"));

    /// <summary>Reads <c>ip -j -d addr</c> in each overlay network's namespace, by the namespace's name.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<IpLink>>> IpInOverlaysAsync()
    {
        // The engine keeps the file of a removed namespace for a minute. Then it is a plain file, not one of nsfs.
        var names = await ShAsync("cd /run/docker/netns; for name in 1-*; do [ $(stat -f -c %t $name) != 6e736673 ] || echo $name; done");
        var links = new Dictionary<string, IReadOnlyList<IpLink>>();
        foreach (var name in names.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            links[name] = IpLink.Parse(await ShAsync($"nsenter --net=/run/docker/netns/{name} ip -j -d addr"));
        }

        return links;
    }

    /// <summary>Reads the VXLAN links in the overlay networks' namespaces.</summary>
    public async Task<IReadOnlyList<IpLink>> OverlayLinksAsync() =>
        [.. (await IpInOverlaysAsync()).Values.SelectMany(links => links).Where(link => link.Vni is not null)];

    public async ValueTask DisposeAsync()
    {
        if (engine is { HasExited: false })
        {
            // An engine that is stopped by SIGSTOP would neither answer nor end.
            OwnProcesses.Signal(EnginePid, "CONT");
            if ((await TryDockerAsync("ps", "-aq")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } containers)
            {
                await TryDockerAsync(["rm", "-f", .. containers]);
            }

            OwnProcesses.Signal(EnginePid, "TERM");
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            try
            {
                await engine.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                engine.Kill();
            }
        }

        engine?.Dispose();
        await holder.DisposeAsync();
    }

    /// <summary>The host's namespaces, as nsenter's arguments.</summary>
    public string[] Namespaces =>
        [$"--mount=/proc/{holder.Pid}/ns/mnt", $"--uts=/proc/{holder.Pid}/ns/uts", $"--net=/proc/{holder.Pid}/ns/net"];

    private string[] Enter => [.. Namespaces, "--"];

    private static string RootScript(string folder, string root) =>
        $"mount -t overlay overlay -o lowerdir={root},upperdir={folder}/upper,workdir={folder}/work {folder}/root; r={folder}/root; "
        + "mount --rbind /dev $r/dev; mount --rbind /proc $r/proc";

    // The installed engine runs on the machine's own root. Another engine's folder becomes the root, under an overlay that takes all
    // writes. sysfs shows the links of the namespace in which it was mounted, so it is mounted again. The cgroups under it are kept.
    private static string MountScript(string folder, string name, string? root) =>
        $"""
            hostname {name}
            r=
            {(root is null ? "" : RootScript(folder, root))}
            mount --rbind /sys/fs/cgroup {folder}/cgroup
            mount -t sysfs sysfs $r/sys
            mount --rbind {folder}/cgroup $r/sys/fs/cgroup
            mkdir -p $r/etc/docker $r/var/lib/docker
            mount --bind {folder}/run $r/run
            mount --bind {folder}/etc-docker $r/etc/docker
            mount --bind {folder}/var-lib-docker $r/var/lib/docker
            [ -e $r/etc/resolv.conf ] || : > $r/etc/resolv.conf
            mount --bind {folder}/resolv.conf $r/etc/resolv.conf
            {(root is null ? "" : "mkdir -p $r/mnt/old; cd $r; pivot_root . mnt/old; umount -l /mnt/old")}
            """;
}
