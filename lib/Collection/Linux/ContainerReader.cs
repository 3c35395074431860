using System.Collections.Concurrent;
using System.Diagnostics;
using NetAudit.Collection.Linux.Files;
using NetAudit.Collection.Linux.Processes;
using NetAudit.Model;
using NetAudit.Platform;
using NetAudit.Snapshots;

namespace NetAudit.Collection.Linux;

/// <summary>Reads the running containers from outside: their network namespaces and resolv.conf.</summary>
internal sealed class ContainerReader
{
    /// <summary>The reason for discarding a container's facts.</summary>
    public const string EndedMeanwhile = "its process ended while it was read";

    private static readonly TimeSpan OneLimit = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan AllLimit = TimeSpan.FromSeconds(10);

    private readonly HostScope _host;
    private readonly IReadOnlyList<Container> _running;
    private readonly GapList _gaps;
    private readonly ICollectionLog _log;
    private readonly CancellationToken _cancellationToken;
    private readonly Dictionary<string, ProcessEntry> _owners = new(StringComparer.Ordinal);

    public ContainerReader(
        HostScope host,
        IReadOnlyList<Container> containers,
        GapList gaps,
        ICollectionLog log,
        CancellationToken cancellationToken
    )
    {
        (_host, _gaps, _log, _cancellationToken) = (host, gaps, log, cancellationToken);
        _running = [.. containers.Where(container => container.IsRunning)];
        NamespaceFiles = FindNamespaceFiles();
    }

    /// <summary>
    /// The namespace files, by container id. Containers that share one have the same file; those in the host's have none.
    /// </summary>
    public IReadOnlyDictionary<string, string> NamespaceFiles { get; }

    /// <summary>
    /// Whether a namespace file that was read was the container's all along: its process's number wasn't given to another process.
    /// </summary>
    public bool IsStillOfContainer(string file) => !_owners.TryGetValue(file, out var process) || ProcessTable.IsStill(process);

    /// <summary>A container's name.</summary>
    public string NameOf(string id) => _running.FirstOrDefault(container => container.Id == id)?.Name ?? id;

    /// <summary>Each container's resolv.conf, by container ID. Containers are untrusted, so one that makes us wait is skipped.</summary>
    public async Task<IReadOnlyDictionary<string, Resolver>> ReadResolversAsync()
    {
        var resolvers = new ConcurrentDictionary<string, Resolver>(StringComparer.Ordinal);
        var left = new ConcurrentQueue<Container>(_running.Where(container => _host.ContainerProcesses.ContainsKey(container.Id)));
        var clock = Stopwatch.StartNew();
        var refused = await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(_ => ReadSomeAsync()))
            .ConfigureAwait(false);
        if (!left.IsEmpty)
        {
            _gaps.Add(GapKind.TimedOut, "container resolvers", "other containers took too long to answer");
        }

        if (refused.Contains(true))
        {
            _gaps.Refused("container resolvers", Capability.SysPtrace);
        }

        _log.Verbose($"Read resolv.conf of {resolvers.Count} containers.");
        return resolvers;

        async Task<bool> ReadSomeAsync()
        {
            var isRefused = false;
            while (clock.Elapsed < AllLimit && left.TryDequeue(out var container))
            {
                try
                {
                    if (await ReadResolverAsync(container).ConfigureAwait(false) is { } resolver)
                    {
                        resolvers[container.Id] = resolver;
                    }
                }
                catch (UnauthorizedAccessException)
                {
                    isRefused = true;
                }
                catch (Exception problem) when (problem is IOException or TimeoutException)
                {
                    _gaps.Add($"container {container.Name} resolv.conf", problem);
                }
            }

            return isRefused;
        }
    }

    private Task<Resolver?> ReadResolverAsync(Container container) =>
        Deadline.RunAsync(() => ReadResolver(container, _host.ContainerProcesses[container.Id]), OneLimit, _cancellationToken);

    private Resolver? ReadResolver(Container container, ProcessEntry process)
    {
        var subject = $"container {container.Name} resolv.conf";
        using var root = FileRoot.Open($"/proc/{process.Pid}/root");
        var resolver = HostFileReader.ReadResolver(root, subject, _gaps);
        if (ProcessTable.IsStill(process))
        {
            return resolver;
        }

        _gaps.Add(GapKind.NotThere, subject, EndedMeanwhile, "collect again");
        return null;
    }

    private Dictionary<string, string> FindNamespaceFiles()
    {
        var files = new Dictionary<string, string>();
        var byNamespace = new Dictionary<string, string>();
        var refused = false;
        foreach (var container in _running)
        {
            if (!_host.ContainerProcesses.TryGetValue(container.Id, out var process))
            {
                _gaps.Add(
                    GapKind.NotThere,
                    $"container {container.Name}",
                    "no process of it is visible",
                    "run NetAudit in the host's pid namespace"
                );
            }
            else if (process.NetworkNamespace is not { } name)
            {
                refused = true;
            }
            else if (name != _host.NetworkNamespace)
            {
                if (!byNamespace.TryGetValue(name, out var file))
                {
                    byNamespace.Add(name, file = $"/proc/{process.Pid}/ns/net");
                    _owners.Add(file, process);
                }

                files.Add(container.Id, file);
            }
        }

        if (refused)
        {
            _gaps.Refused("container namespaces", Capability.SysPtrace);
        }

        return files;
    }
}
