using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// The kernel can't create VXLAN links, so containers and tasks on overlay networks can't start. The engine's error reports it
/// (libnetwork#1166).
/// </summary>
[Explains(typeof(ContainerStartFailed), typeof(OverlayNamespaceMissing), typeof(RejectedTask))]
internal sealed class VxlanUnsupported : SwarmFindingRule
{
    /// <inheritdoc />
    protected override IEnumerable<Finding> FindAll(HostContext host)
    {
        var snapshot = host.Snapshot;
        var containers = snapshot
            .Containers.OrNone()
            .Where(container => !container.IsRunning && container.ErrorKind == EngineErrorKind.VxlanUnsupported)
            .ToList();
        var tasks = snapshot
            .Engine!.Tasks.OrNone()
            .Where(task => task.ErrorKind == EngineErrorKind.VxlanUnsupported && task.NodeId == snapshot.Engine.Swarm?.NodeId)
            .ToList();
        if (containers.Count == 0 && tasks.Count == 0)
        {
            yield break;
        }

        var who =
            containers.Count > 0
                ? $"{(containers.Count == 1 ? "container" : "containers")} "
                    + TruncatedList.Join(containers.Select(container => container.Name))
                : $"{Counted.Say(tasks.Count, "task")} of this node";
        yield return Found(
            Severity.Error,
            new(SubjectKind.Host, snapshot.Host),
            $"No overlay network works on this host, so {who} can't start: its kernel can't make VXLAN links.",
            $"modprobe vxlan # if there is no such module, install it (apt-get install linux-modules-extra-$(uname "
                + $"-r), dnf install kernel-modules-extra) or run another kernel; inside LXC, the host must load it",
            [
                .. containers.Take(2).Select(container => EvidenceFactory.Container(container, $"State.Error {container.Error}")),
                .. tasks.Take(2).Select(task => EvidenceFactory.Engine($"docker inspect {task.Id}", $"Status.Err {task.Error}")),
            ]
        ) with
        {
            Scope = new() { Errors = [EngineErrorKind.VxlanUnsupported, EngineErrorKind.NotSupported] },
        };
    }
}
