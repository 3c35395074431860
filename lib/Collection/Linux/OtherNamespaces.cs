using NetAudit.Collection.Linux.Processes;
using NetAudit.Model;
using NetAudit.Platform;
using NetAudit.Platform.Sockets;
using NetAudit.Snapshots;

namespace NetAudit.Collection.Linux;

/// <summary>The namespaces that were read.</summary>
/// <param name="Containers">Containers' namespaces by container id.</param>
/// <param name="Engine">The engine's own namespaces by file name.</param>
internal sealed record NamespacesRead(
    IReadOnlyDictionary<string, NetworkNamespace> Containers,
    IReadOnlyDictionary<string, NetworkNamespace> Engine
);

/// <summary>The network namespaces beside the host's: the containers' and the engine's own, each read once.</summary>
internal sealed class OtherNamespaces(
    HostScope host,
    ContainerReader containers,
    GapList gaps,
    ICollectionLog log,
    CancellationToken cancellationToken
)
{
    private static readonly TimeSpan FolderLimit = TimeSpan.FromSeconds(10);

    private int _done;

    /// <summary>Reads the namespaces: the containers' by container ID, the engine's by file name.</summary>
    public async Task<NamespacesRead> ReadAsync()
    {
        using var engine = await FindEngineNamespacesAsync().ConfigureAwait(false);
        var ofContainers = containers.NamespaceFiles;
        var ofEngine = engine?.Files ?? new Dictionary<string, string>();
        var isEngines = new HashSet<string>(ofEngine.Values, StringComparer.Ordinal);
        var paths = ofContainers.Values.Concat(ofEngine.Values).Distinct().ToList();
        var (read, problems) = await NamespaceSockets.ReadEachAsync(paths, KindsOf, NewReader, cancellationToken).ConfigureAwait(false);
        var isStill = read.Keys.ToDictionary(file => file, containers.IsStillOfContainer, StringComparer.Ordinal);
        log.Verbose($"Read {read.Count} of {paths.Count} network namespaces of containers and of the engine.");
        return new NamespacesRead(
            Named("container namespaces", ofContainers, id => $"container {containers.NameOf(id)}"),
            Named("engine namespaces", ofEngine, name => $"namespace {name}")
        );

        IReadOnlyList<SocketKind> KindsOf(string path) =>
            isEngines.Contains(path) ? NamespaceReader.Sockets : NamespaceReader.ContainerSockets;

        Func<string, IReadOnlyList<KernelSocket>, NetworkNamespace> NewReader()
        {
            var reader = new NamespaceReader();
            return (_, sockets) =>
            {
                var seen = reader.Read(sockets, _ => null, NotSeen);
                log.Progress("Reading network namespaces", Interlocked.Increment(ref _done), paths.Count);
                return seen;
            };
        }

        Dictionary<string, NetworkNamespace> Named(string all, IReadOnlyDictionary<string, string> files, Func<string, string> subject)
        {
            var named = new Dictionary<string, NetworkNamespace>();
            foreach (var file in files)
            {
                if (read.TryGetValue(file.Value, out var seen) && isStill[file.Value])
                {
                    named.Add(file.Key, seen);
                }
                else if (seen is not null)
                {
                    gaps.Add(GapKind.NotThere, subject(file.Key), ContainerReader.EndedMeanwhile, "collect again");
                }
                else if (problems.TryGetValue(file.Value, out var problem))
                {
                    NotRead(all, subject(file.Key), problem);
                }
                else
                {
                    gaps.Add(GapKind.Other, subject(file.Key), "its network namespace was not read");
                }
            }

            return named;
        }
    }

    /// <summary>Notes a namespace that couldn't be read. A missing right is missing for all namespaces, so it is noted once.</summary>
    private void NotRead(string all, string one, Exception problem)
    {
        if (GapKinds.From(problem) == GapKind.NeedsRoot)
        {
            gaps.Refused(all, Capability.SysAdmin);
        }
        else
        {
            gaps.Add(one, problem);
        }
    }

    /// <summary>Notes facts that the kernel doesn't show or lacks, once for all namespaces.</summary>
    private void NotSeen(Gap gap)
    {
        if (gap.Kind == GapKind.NeedsRoot)
        {
            gaps.Refused($"other namespaces: {gap.Subject}", Capability.NetAdmin);
        }
        else
        {
            gaps.Add(gap.Kind, $"other namespaces: {gap.Subject}", gap.Reason);
        }
    }

    private async Task<EngineNamespaceFiles?> FindEngineNamespacesAsync()
    {
        try
        {
            // Namespaces that are read as the host's or a container's need not be read twice.
            var processes = host.ContainerProcesses.Values.Append(host.Engine.Process);
            var known = new HashSet<string>(processes.Select(process => process.NetworkNamespace).OfType<string>());
            return await Deadline
                .RunAsync(
                    () =>
                    {
                        using var root = host.OpenRoot();
                        return EngineNamespaceFiles.Find(root, ProcessTable.CommandLine(host.Engine.Pid), known, log);
                    },
                    FolderLimit,
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (UnauthorizedAccessException)
        {
            gaps.Refused("engine namespaces", Capability.SysPtrace);
        }
        catch (Exception problem) when (problem is IOException or TimeoutException)
        {
            gaps.Add("engine namespaces", problem);
        }

        return null;
    }
}
