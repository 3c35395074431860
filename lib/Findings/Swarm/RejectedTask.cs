using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// A service's task was rejected or stays pending because of a network error that the engine reports, and no task runs in its place. Tasks
/// that ended by themselves are left out.
/// </summary>
internal sealed class RejectedTask : SwarmFindingRule
{
    /// <inheritdoc />
    public override HostFacts Needs => HostFacts.Engine | HostFacts.SwarmTasks;

    /// <inheritdoc />
    protected override IEnumerable<Finding> FindAll(HostContext host)
    {
        var engine = host.Snapshot.Engine!;
        return from task in engine.Tasks!
            where task.State is "rejected" or "pending" && task is { ServiceId: not null, Error: not null }
            where task.ErrorKind is not (null or EngineErrorKind.Other)
            group task by (task.ServiceId, task.Slot, Node: task.Slot is null or 0 ? task.NodeId : null) into tries
            where
                !engine.Tasks!.Any(task =>
                    task.State is "running" or "starting" && IsOf(task, tries.Key.ServiceId, tries.Key.Slot, tries.Key.Node)
                )
            group tries.Last() by tries.Key.ServiceId into tasks
            select Describe(engine, tasks.Key, [.. tasks]);
    }

    private static bool IsOf(SwarmTask task, string? service, int? slot, string? node) =>
        task.ServiceId == service && task.Slot == slot && (node is null || task.NodeId == node);

    private static Finding Describe(EngineFacts engine, string? service, IReadOnlyList<SwarmTask> tasks)
    {
        var name = engine.Services?.FirstOrDefault(one => one.Id == service)?.Name ?? service ?? "?";
        var node = engine.Nodes?.FirstOrDefault(one => one.Id == tasks[0].NodeId)?.HostName;
        return Found(
            Severity.Error,
            new(SubjectKind.Service, name),
            $"{Counted.Say(tasks.Count, "task")} of service {name} can't start{(node is null ? "" : $", on {node} for one")}. "
                + $"The engine says: {tasks[0].Error}",
            $"docker service update --force {name} # after correcting the cause; docker service ps --no-trunc {name} " + $"shows each task",
            [
                .. tasks
                    .Take(3)
                    .Select(task => EvidenceFactory.Engine($"docker inspect {task.Id}", $"Status.State {task.State}, Err {task.Error}")),
            ]
        ) with
        {
            Scope = new() { Errors = [.. tasks.Select(task => task.ErrorKind).OfType<EngineErrorKind>().Distinct()] },
        };
    }
}
