using System.Globalization;
using System.Net;
using NetAudit.Collection.Linux.Processes;
using NetAudit.Snapshots;

namespace NetAudit.Collection.Linux;

/// <summary>The process of an engine that runs on this machine: its namespaces are the host's.</summary>
internal sealed record EngineProcess
{
    // The kernel's names, so cut at 15 characters; "docker" is "docker daemon" of 2015.
    private static readonly string[] Engines = ["dockerd", "docker", "docker-current", "dockerd-current", "balena-engine-d", "podman"];

    // They listen for an engine that they start on demand.
    private static readonly string[] Starters = ["systemd", "init"];

    private const int LargestListing = 16 * 1024 * 1024;

    public required ProcessEntry Process { get; init; }

    public int Pid => Process.Pid;

    /// <summary>Finds the engine's process. If the engine isn't provably this machine's, it throws with the gap that says so.</summary>
    /// <exception cref="NotThisMachineException">It is elsewhere, or that isn't known.</exception>
    public static EngineProcess Find(Uri endpoint, CancellationToken cancellationToken)
    {
        var pid = endpoint.Scheme switch
        {
            "unix" => UnixListener(Uri.UnescapeDataString(endpoint.AbsolutePath)),
            "tcp" or "http" or "https" when IsLoopback(endpoint) => TcpListener.Find(endpoint.Port, cancellationToken),
            "npipe" => throw new NotThisMachineException("a named pipe's other end isn't on Linux", "run NetAudit on the host"),
            _ => throw new NotThisMachineException(
                "the engine is on another machine",
                "run NetAudit there, or collect a bundle there with module/collect.sh"
            ),
        };

        var listener =
            ProcessTable.Read(pid)
            ?? throw new NotThisMachineException(
                $"the process that listens (pid {pid}) isn't visible",
                "run NetAudit in the host's pid namespace, with /proc not hidden"
            );
        if (Engines.Contains(listener.Name))
        {
            return new EngineProcess { Process = listener };
        }

        if (Starters.Contains(listener.Name))
        {
            return new EngineProcess { Process = StartedBy(listener, Path.GetFileName(endpoint.AbsolutePath), cancellationToken) };
        }

        throw new NotThisMachineException(
            $"{listener.Name} (pid {pid}) listens at the endpoint, which isn't an engine: the endpoint may be forwarded from another "
                + $"machine",
            "run NetAudit on the engine's own endpoint, or collect a bundle there with module/collect.sh"
        );
    }

    private static int UnixListener(string path)
    {
        int pid;
        try
        {
            pid = UnixSocket.ListenerOf(path);
        }
        catch (IOException problem)
        {
            throw new NotThisMachineException(
                $"the process that listens at {path} isn't known: {problem.Message}",
                "run as a user who may connect to it"
            );
        }

        return pid > 0
            ? pid
            : throw new NotThisMachineException(
                $"the process that listens at {path} isn't in this pid namespace",
                "run NetAudit on the host itself, not in a container"
            );
    }

    /// <summary>
    /// The engine to which systemd handed its socket. systemd may as well have started a proxy, so the engine must be seen.
    /// </summary>
    private static ProcessEntry StartedBy(ProcessEntry starter, string socketName, CancellationToken cancellationToken)
    {
        var listening = new HashSet<string>(
            UnixListing
                .Read(starter.Pid, LargestListing)
                .Where(socket => socket.Listens && Path.GetFileName(socket.Path ?? "") == socketName)
                .Select(socket => socket.Inode)
        );
        var engines = ProcessTable.Scan(cancellationToken).Where(process => Engines.Contains(process.Name)).ToList();
        var holders = engines
            .Where(process =>
                SocketOwners.Sockets(process.Pid) is { Count: > 0 } sockets
                    ? sockets.Any(inode => listening.Contains(inode.ToString(CultureInfo.InvariantCulture)))
                    : TakesSockets(ProcessTable.CommandLine(process.Pid))
            )
            .ToList();
        return holders.Count == 1
            ? holders[0]
            : throw new NotThisMachineException(
                $"{starter.Name} (pid {starter.Pid}) listens at the endpoint, and {holders.Count} engines that took its socket are seen",
                "run as root on the host"
            );
    }

    // Visible without root, unlike other users' open files: "dockerd -H fd://", "podman system service".
    private static bool TakesSockets(IReadOnlyList<string> commandLine) =>
        commandLine.Any(word => word.EndsWith("fd://", StringComparison.Ordinal))
        || commandLine.Skip(1).Take(2).SequenceEqual(["system", "service"]);

    private static bool IsLoopback(Uri endpoint) =>
        endpoint.Host == "localhost"
        || (IPAddress.TryParse(endpoint.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}

/// <summary>The engine isn't, or isn't provably, this machine's.</summary>
internal sealed class NotThisMachineException(string reason, string remedy) : Exception(reason)
{
    public Gap Gap { get; } =
        new()
        {
            Kind = GapKind.Elsewhere,
            Subject = "host namespace",
            Reason = reason,
            Remedy = remedy,
        };
}
