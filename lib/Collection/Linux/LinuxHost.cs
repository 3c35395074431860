using System.Runtime.InteropServices;
using NetAudit.Model;
using NetAudit.Platform;
using NetAudit.Snapshots;

namespace NetAudit.Collection.Linux;

/// <summary>The facts in the kernel and files of the engine's machine, if that is this machine.</summary>
internal sealed record LinuxFacts
{
    public NetworkNamespace? HostNamespace { get; init; }

    public IReadOnlyDictionary<string, NetworkNamespace> ContainerNamespaces { get; init; } = new Dictionary<string, NetworkNamespace>();

    public IReadOnlyDictionary<string, NetworkNamespace> EngineNamespaces { get; init; } = new Dictionary<string, NetworkNamespace>();

    /// <summary>The resolv.conf inside each running container, by id.</summary>
    public IReadOnlyDictionary<string, Resolver> ContainerResolvers { get; init; } = new Dictionary<string, Resolver>();

    public IReadOnlyList<HostProcess>? Processes { get; init; }

    public IReadOnlyList<HostFile> Files { get; init; } = [];

    public Resolver? Resolver { get; init; }

    public IReadOnlyList<string>? KernelModules { get; init; }

    public WeaveReport? Weave { get; init; }

    public IReadOnlyList<Gap> Gaps { get; init; } = [];
}

/// <summary>Reads this machine's kernel for an engine that runs on it.</summary>
internal static class LinuxHost
{
    /// <summary>Reads all facts that this process's rights allow; each other fact is a gap.</summary>
    /// <param name="endpoint">The engine's URI; the process at a unix socket's other end is the engine, and has its namespaces.</param>
    /// <param name="listed">The engine's containers. Their process ids are found in /proc by cgroup.</param>
    /// <param name="inspected">
    /// They too, with <see cref="Container.Pid"/> where it is known; waited for only if a process was not found by cgroup.
    /// </param>
    /// <param name="log">Receives a message per step.</param>
    /// <param name="cancellationToken">Ends the collection at once.</param>
    /// <returns>The facts; if the engine isn't this machine's, only a gap that says so.</returns>
    public static async Task<LinuxFacts> CollectAsync(
        Uri endpoint,
        Task<IReadOnlyList<Container>> listed,
        Func<Task<IReadOnlyList<Container>>> inspected,
        ICollectionLog log,
        CancellationToken cancellationToken
    )
    {
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Linux))
        {
            return Nothing(
                "only a Linux kernel is read, and this isn't one",
                "run NetAudit on the engine's host, or collect a bundle there with module/collect.sh"
            );
        }

        try
        {
            // Some reads can't be interrupted (a file system may hang), so the wait for them ends on cancellation.
            return await Deadline
                .RunAsync(
                    () => CollectHereAsync(endpoint, listed, inspected, log, cancellationToken),
                    Timeout.InfiniteTimeSpan,
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (NotThisMachineException elsewhere)
        {
            log.Verbose($"The kernel isn't read: {elsewhere.Message}");
            return new LinuxFacts { Gaps = [elsewhere.Gap] };
        }
    }

    /// <summary>Finds the namespace files of the engine's host and of its running containers.</summary>
    /// <exception cref="NotThisMachineException">The engine isn't this machine's.</exception>
    public static Task<NamespaceFiles> FindNamespacesAsync(
        Uri endpoint,
        IReadOnlyList<Container> containers,
        ICollectionLog log,
        CancellationToken cancellationToken
    ) =>
        Deadline.RunAsync(
            () =>
            {
                var engine = EngineProcess.Find(endpoint, cancellationToken);
                using var host = new HostScope(engine, cancellationToken);
                host.FindContainers(containers);
                var files = new ContainerReader(host, containers, new GapList(log), log, cancellationToken).NamespaceFiles;
                return new NamespaceFiles { Host = $"/proc/{engine.Pid}/ns/net", Containers = files };
            },
            Timeout.InfiniteTimeSpan,
            cancellationToken
        );

    private static async Task<LinuxFacts> CollectHereAsync(
        Uri endpoint,
        Task<IReadOnlyList<Container>> listed,
        Func<Task<IReadOnlyList<Container>>> inspected,
        ICollectionLog log,
        CancellationToken cancellationToken
    )
    {
        var engine = EngineProcess.Find(endpoint, cancellationToken);
        log.Verbose($"The engine is {engine.Process.Name}, pid {engine.Pid}, on this machine.");

        // While the engine still lists its containers.
        using var host = new HostScope(engine, cancellationToken);
        return await new LinuxCollection(host, new GapList(log), log, cancellationToken)
            .RunAsync(FindContainersAsync)
            .ConfigureAwait(false);

        async Task<IReadOnlyList<Container>> FindContainersAsync()
        {
            var containers = await listed.ConfigureAwait(false);
            if (!host.FindContainers(containers))
            {
                // One may have been started since the processes were looked at.
                host.FindProcesses(cancellationToken);
            }

            if (!host.FindContainers(containers))
            {
                containers = await inspected().ConfigureAwait(false);
                _ = host.FindContainers(containers);
            }

            return containers;
        }
    }

    private static LinuxFacts Nothing(string reason, string remedy) =>
        new()
        {
            Gaps =
            [
                new Gap
                {
                    Kind = GapKind.Elsewhere,
                    Subject = "host namespace",
                    Reason = reason,
                    Remedy = remedy,
                },
            ],
        };
}
