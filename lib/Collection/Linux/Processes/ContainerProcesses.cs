using NetAudit.Snapshots;

namespace NetAudit.Collection.Linux.Processes;

/// <summary>Finds the containers' first processes without asking the engine.</summary>
internal static class ContainerProcesses
{
    /// <summary>
    /// Returns the first process of each running container, by container ID; containers without a visible process are left out.
    /// </summary>
    /// <param name="containers">The engine's containers.</param>
    /// <param name="processes">This machine's processes.</param>
    /// <param name="pidsAgree">
    /// Whether the engine numbers processes as we do (it is in our pid namespace), so that <see cref="Container.Pid"/> means something
    /// here.
    /// </param>
    public static IReadOnlyDictionary<string, ProcessEntry> Find(
        IReadOnlyList<Container> containers,
        IReadOnlyList<ProcessEntry> processes,
        bool pidsAgree
    )
    {
        var running = new HashSet<string>(containers.Where(container => container.IsRunning).Select(container => container.Id));
        var found = new Dictionary<string, ProcessEntry>();
        foreach (var process in processes)
        {
            // The innermost id that this engine knows. The oldest process is the container's own: later ones may be
            // in a namespace of their own (an engine inside the container makes such).
            var id = process.ContainerIds.LastOrDefault(running.Contains);
            if (id is not null && (!found.TryGetValue(id, out var known) || IsOlder(process, known)))
            {
                found[id] = process;
            }
        }

        var byPid = pidsAgree ? processes.ToDictionary(process => process.Pid) : [];
        foreach (var container in containers)
        {
            if (container.IsRunning && container.Pid is > 0 && byPid.TryGetValue(container.Pid.Value, out var process))
            {
                found[container.Id] = process;
            }
        }

        return found;
    }

    private static bool IsOlder(ProcessEntry process, ProcessEntry other) =>
        process.StartTime != other.StartTime ? process.StartTime < other.StartTime : process.Pid < other.Pid;
}
