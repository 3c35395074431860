using System.Diagnostics;
using System.Globalization;

namespace NetAudit.Live.Tests.Support;

/// <summary>
/// Docker hosts on one machine, joined by their own switch. Each lives in its own namespaces and under a folder of this test run. At the
/// end, the last process of a namespace takes its links, mounts and rules along.
/// </summary>
internal sealed class Lab : IAsyncDisposable
{
    private const string Root = "/var/tmp/netaudit-live";

    private readonly List<DockerHost> hosts = [];
    private readonly Holder network;

    private Lab(string folder, Holder network) => (Folder, this.network) = (folder, network);

    public string Folder { get; }

    public int SwitchPid => network.Pid;

    public static async Task<Lab> CreateAsync()
    {
        await RemoveLeftoversAsync();
        var folder = Path.Combine(Root, $"{Environment.ProcessId}-{StartOf(Environment.ProcessId)}-{Guid.NewGuid().ToString("N")[..6]}");
        Directory.CreateDirectory(Path.Combine(folder, "switch"));
        var network = await Holder.StartAsync(
            ["-m", "-n"],
            $"mount --bind {folder}/switch {folder}/switch; ip link add br0 type bridge; ip link set br0 up"
        );
        return new(folder, network);
    }

    /// <summary>Makes a host without starting its engine.</summary>
    public async Task<DockerHost> AddHostAsync(string name, EngineKind engine)
    {
        var host = await DockerHost.CreateAsync(this, name, hosts.Count + 1, engine);
        hosts.Add(host);
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts)
        {
            await host.DisposeAsync();
        }

        await network.DisposeAsync();
        await RemoveAsync(Folder);
    }

    // A killed test run leaves processes and a folder with its process id in the name.
    private static async Task RemoveLeftoversAsync()
    {
        foreach (var folder in Directory.Exists(Root) ? Directory.GetDirectories(Root) : [])
        {
            var name = Path.GetFileName(folder).Split('-');
            var isOurs = int.TryParse(name[0], NumberStyles.None, CultureInfo.InvariantCulture, out var owner) && name.Length == 3;
            if (isOurs && StartOf(owner) != name[1])
            {
                await RemoveAsync(folder);
            }
        }
    }

    private static async Task RemoveAsync(string folder)
    {
        await OwnProcesses.KillAsync(folder);
        foreach (
            var container in Directory
                .GetDirectories(folder)
                .Select(host => Path.Combine(host, "var-lib-docker/containers"))
                .Where(Directory.Exists)
                .SelectMany(Directory.GetDirectories)
        )
        {
            var groups = Directory
                .GetDirectories("/sys/fs/cgroup")
                .Select(tree => Path.Combine(tree, "docker", Path.GetFileName(container)));
            foreach (var group in groups.Where(Directory.Exists))
            {
                await Tool.TryAsync("rmdir", [group]);
            }
        }

        // rm neither follows links nor stops at FIFOs and devices.
        await Tool.RunAsync("rm", "-rf", "--one-file-system", folder);
        if (Directory.GetFileSystemEntries(Root).Length == 0)
        {
            await Tool.TryAsync("rmdir", [Root]);
        }
    }

    // The 22nd field of /proc/PID/stat is the start time. It distinguishes a reused process id from the first process.
    private static string StartOf(int pid)
    {
        var file = $"/proc/{pid}/stat";
        return File.Exists(file) ? File.ReadAllText(file).Split(") ", 2)[1].Split(' ')[19] : "";
    }
}

/// <summary>A process that keeps namespaces alive. It ends with its standard input, and so with the test run.</summary>
internal sealed class Holder : IAsyncDisposable
{
    private readonly Process process;

    private Holder(Process process) => this.process = process;

    public int Pid => process.Id;

    public static async Task<Holder> StartAsync(IEnumerable<string> namespaces, string script)
    {
        var start = new ProcessStartInfo(
            "unshare",
            [.. namespaces, "--propagation", "private", "sh", "-ec", $"exec 2>&1; {script}\necho ready; exec cat"]
        )
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        var said = new List<string>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line == "ready")
            {
                return new(process);
            }

            said.Add(line);
        }

        throw new InvalidOperationException($"namespaces could not be set up: {string.Join('\n', said)}");
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
