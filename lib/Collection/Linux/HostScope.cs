using NetAudit.Collection.Formats;
using NetAudit.Collection.Linux.Files;
using NetAudit.Collection.Linux.Processes;
using NetAudit.Platform;
using NetAudit.Platform.Sockets;
using NetAudit.Snapshots;

namespace NetAudit.Collection.Linux;

/// <summary>
/// What belongs to the engine's host: one machine can run several engines, each in a network namespace of its own, so
/// the pid namespace doesn't decide, and neither do the namespaces that NetAudit itself runs in.
/// </summary>
internal sealed class HostScope : IDisposable
{
    private readonly NamespaceProof _proof = new();
    private readonly bool _isOwn;
    private readonly Lazy<bool> _sharesFiles;
    private HashSet<string> _containerIds = [];

    public HostScope(EngineProcess engine, CancellationToken cancellationToken)
    {
        Engine = engine;
        _isOwn = engine.Process.NetworkNamespace is { } name ? name == Self.NetworkNamespace : _proof.SharesNetwork(engine.Pid);
        _sharesFiles = new Lazy<bool>(() => NamespaceProof.SharesFiles(engine.Pid));
        FindProcesses(cancellationToken);
    }

    public EngineProcess Engine { get; }

    /// <summary>All processes of this machine.</summary>
    public IReadOnlyList<ProcessEntry> Processes { get; private set; } = [];

    /// <summary>The running containers' first processes, by container id.</summary>
    public IReadOnlyDictionary<string, ProcessEntry> ContainerProcesses { get; private set; } = new Dictionary<string, ProcessEntry>();

    /// <summary>The host's network namespace ("net:[4026531840]"), or null if it isn't known.</summary>
    public string? NetworkNamespace => Engine.Process.NetworkNamespace ?? (_isOwn ? Self.NetworkNamespace : null);

    /// <summary>Looks at this machine's processes.</summary>
    public void FindProcesses(CancellationToken cancellationToken) => Processes = ProcessTable.Scan(cancellationToken);

    /// <summary>Finds the processes of containers; gives whether each that runs was found.</summary>
    public bool FindContainers(IReadOnlyList<Container> containers)
    {
        _containerIds = [.. containers.Select(container => container.Id)];
        ContainerProcesses = Linux.Processes.ContainerProcesses.Find(containers, Processes, Self.SharesPids(Engine.Pid));
        return containers.All(container => !container.IsRunning || ContainerProcesses.ContainsKey(container.Id));
    }

    /// <summary>Whether a process is proven to be in the host's network namespace.</summary>
    public bool IsInHostNamespace(ProcessEntry process) =>
        process.NetworkNamespace is { } name ? name == NetworkNamespace : _isOwn && _proof.SharesNetwork(process.Pid);

    /// <summary>The processes that matter, on the host or in its containers; null if it is unknown which belong to them.</summary>
    public IReadOnlyList<HostProcess>? ReadProcesses()
    {
        if (NetworkNamespace is null)
        {
            return null;
        }

        var found = new List<HostProcess>();
        foreach (var process in Processes)
        {
            // The command line first: most processes don't matter, and finding a process's namespace takes longer.
            if (
                HostProcesses.Read(process.Pid, ProcessTable.CommandLine(process.Pid)) is { } hostProcess
                && ProgramProof.Confirms(process.Pid, hostProcess.Name)
                && (process.ContainerIds.Any(_containerIds.Contains) || IsInHostNamespace(process))
            )
            {
                found.Add(hostProcess);
            }
        }

        return [.. found.OrderBy(process => process.Pid)];
    }

    /// <summary>The file system that the engine sees.</summary>
    /// <exception cref="UnauthorizedAccessException">That takes root.</exception>
    public FileRoot OpenRoot() => FileRoot.Open(_sharesFiles.Value ? "/" : $"/proc/{Engine.Pid}/root");

    /// <summary>The file of the host's network namespace; null if it is our own.</summary>
    public string? OtherNamespaceFile => _isOwn ? null : $"/proc/{Engine.Pid}/ns/net";

    /// <summary>The folder "net" in /proc that shows the host's network.</summary>
    public string NetworkFolder => _isOwn ? "/proc/thread-self" : $"/proc/{Engine.Pid}";

    /// <summary>Opens sockets in the host's network namespace.</summary>
    /// <exception cref="IOException">The namespace can't be entered.</exception>
    public IReadOnlyList<KernelSocket> OpenSockets(IReadOnlyList<SocketKind> kinds) =>
        OtherNamespaceFile is { } file ? NamespaceSockets.Open(file, kinds) : [.. kinds.Select(KernelSocket.OpenHere)];

    /// <inheritdoc />
    public void Dispose() => _proof.Dispose();
}
