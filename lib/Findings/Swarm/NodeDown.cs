using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// A swarm node is down or disconnected, the other managers can't reach a manager, or a node takes no tasks (availability drain or pause;
/// moby#25976).
/// </summary>
internal sealed class NodeDown : SwarmFindingRule
{
    /// <inheritdoc />
    public override HostFacts Needs => HostFacts.Engine | HostFacts.SwarmNodes;

    /// <inheritdoc />
    protected override IEnumerable<Finding> FindAll(HostContext host)
    {
        foreach (var node in host.Snapshot.Engine!.Nodes!)
        {
            if (node.State is "down" or "disconnected")
            {
                yield return Down(node);
            }
            else if (node.Manager?.Reachability == "unreachable")
            {
                yield return Unreachable(node);
            }
            else if (node.Availability is "drain" or "pause")
            {
                yield return OutOfService(node);
            }
        }
    }

    private static Finding Down(SwarmNode node) =>
        Found(
                node.Availability == "drain" ? Severity.Warning : Severity.Error,
                Subject(node),
                $"Node {Name(node)} is {node.State}: its containers can't be reached from the swarm, and its services run "
                    + "elsewhere or not at "
                    + $"all{(node.StatusMessage is { Length: > 0 } words ? $" ({words})" : "")}.",
                $"systemctl status docker # on that host, which must reach the managers on TCP 2377; if it is gone for "
                    + $"good: docker node rm {node.HostName ?? node.Id}",
                Shown(node)
            )
            .Because($"node {Name(node)} is {node.State}");

    private static Finding Unreachable(SwarmNode node) =>
        Found(
            Severity.Error,
            Subject(node),
            $"Manager {Name(node)} can't be reached by the other managers: the swarm loses its leader when half of its "
                + "managers are gone.",
            $"systemctl status docker # on that host; TCP 2377 must pass between the managers in both directions",
            Shown(node)
        );

    private static Finding OutOfService(SwarmNode node) =>
        Found(
            Severity.Information,
            Subject(node),
            $"Node {Name(node)} takes no tasks: its availability is {node.Availability}.",
            $"docker node update --availability active {node.HostName ?? node.Id} # if it should take tasks again",
            Shown(node)
        );

    private static FindingSubject Subject(SwarmNode node) => new(SubjectKind.Peer, node.Address ?? node.HostName ?? node.Id);

    private static string Name(SwarmNode node) =>
        node.Address is null ? node.HostName ?? node.Id : $"{node.HostName ?? node.Id} ({node.Address})";

    private static Evidence Shown(SwarmNode node) =>
        new(
            "docker node ls",
            $"{node.HostName} {node.Role} {node.State}, availability "
                + $"{node.Availability}{(node.Manager?.Reachability is { } reach ? $", {reach}" : "")}"
        );
}
