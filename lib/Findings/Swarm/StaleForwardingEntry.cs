using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// A permanent forwarding entry of an overlay network's VXLAN link leads to the wrong host, so packets to that container are lost. The
/// engine's table has the container on another host, or no node of the swarm has that address (moby#52661, #35807, #32195). Entries that
/// the table doesn't list may be for other nodes' load balancers; they are left out if their host is known.
/// </summary>
internal sealed class StaleForwardingEntry : OverlayFindingRule
{
    /// <inheritdoc />
    public override HostFacts Needs => HostFacts.Networks | HostFacts.EngineNamespaces;

    /// <inheritdoc />
    protected override IEnumerable<Finding> Find(HostContext host, OverlayView view)
    {
        // With a key-value store (up to 20.10) the engine has no table, and entries that lead to the host itself are normal.
        if (view.Network.Scope != "swarm" || view.Network.Tasks is null || view.Network.Peers is not { Count: > 0 })
        {
            return [];
        }

        var known = KnownHosts(host.Snapshot, view);
        return view
            .ForwardingEntries.Where(entry => entry.State is "permanent" or "static")
            .Select(entry => Judge(view, entry, known))
            .OfType<Finding>();
    }

    private static Finding? Judge(OverlayView view, ForwardingEntry entry, HashSet<string>? known)
    {
        var neighbor = view.Neighbors.FirstOrDefault(one => one.MacAddress == entry.MacAddress && one.Device == entry.Device);
        var tasks = view
            .Network.Tasks!.Where(task => task.HostAddress is not null && task.Address == neighbor?.Address && neighbor is not null)
            .ToList();
        if (tasks.Count > 0)
        {
            return tasks.Any(task => task.HostAddress == entry.Destination)
                ? null
                : Describe(
                    view,
                    entry,
                    neighbor,
                    $"the engine reports it on {TruncatedList.Join(tasks.Select(task => task.HostAddress!))}",
                    tasks[0]
                );
        }

        return known is null || known.Contains(entry.Destination!)
            ? null
            : Describe(view, entry, neighbor, "no node of the swarm has that address", null);
    }

    private static Finding Describe(OverlayView view, ForwardingEntry entry, Neighbor? neighbor, string why, NetworkTask? task)
    {
        var address = neighbor is null ? entry.MacAddress : $"{neighbor.Address} ({entry.MacAddress})";
        var target = task?.Name is { } name ? $"{name}, {address}," : address;
        var space = view.Standing!.Value.Name;
        ShellText inside = $"nsenter --net=/run/docker/netns/{space}";
        var right = task?.HostAddress is { } host
            ? (ShellText)$"{inside} bridge fdb replace {entry.MacAddress} dev {entry.Device} dst {host} self permanent"
            : $"{inside} bridge fdb del {entry.MacAddress} dev {entry.Device} dst {entry.Destination} self";
        return Found(
                Severity.Error,
                task?.Name is null ? Subject(view) : new(SubjectKind.Container, task.Name),
                $"Packets on network {view.Network.Name} from this host to {target} are lost: its VXLAN entry leads to "
                    + $"{entry.Destination}, but {why}.",
                $"{right}{Restart(task)}",
                [
                    EvidenceFactory.Forwarding(space, entry),
                    .. Shown(inside, neighbor),
                    EvidenceFactory.Network(view.Network, Table(view, task)),
                ]
            )
            .Because(
                $"the VXLAN entry for {target} leads to {entry.Destination}, but {why}",
                new()
                {
                    Networks = [view.Network.Name],
                    Containers = task?.Name is { } stale ? [stale] : [],
                    Peers = [.. new[] { entry.Destination, task?.HostAddress }.OfType<string>()],
                }
            );
    }

    private static ShellText Restart(NetworkTask? task) =>
        task is { Service.Length: > 0 }
            ? $" # or restart the service's tasks: docker service update --force {task.Service}; newer engines leave fewer such entries"
            : (ShellText)$" # newer engines leave fewer such entries behind";

    private static IEnumerable<Evidence> Shown(ShellText inside, Neighbor? neighbor) =>
        neighbor is null
            ? []
            : [new Evidence($"{inside} ip neigh show dev {neighbor.Device}", $"{neighbor.Address} lladdr {neighbor.MacAddress} PERMANENT")];

    private static string Table(OverlayView view, NetworkTask? task) =>
        task is null
            ? $"Peers {string.Join(", ", view.Network.Peers!.Select(peer => peer.Address))}"
            : $"{task.Name} {task.Address} is on {task.HostAddress}";

    /// <summary>
    /// The nodes' addresses; null if the data path uses other addresses than the gossip, as some nodes' data path addresses are unknown
    /// then.
    /// </summary>
    private static HashSet<string>? KnownHosts(HostSnapshot host, OverlayView view)
    {
        var gossip = new HashSet<string>(
            host.Networks.OrNone().SelectMany(network => network.Peers.OrNone()).Select(peer => peer.Address).OfType<string>()
        );
        var tasks = host
            .Networks.OrNone()
            .SelectMany(network => network.Tasks.OrNone())
            .Select(task => task.HostAddress)
            .OfType<string>()
            .ToList();
        if (tasks.Count > 0 && !tasks.Any(gossip.Contains))
        {
            return null;
        }

        gossip.UnionWith(tasks);
        gossip.UnionWith((host.Engine?.Nodes).OrNone().Select(node => node.Address).OfType<string>());
        gossip.UnionWith(view.Own);
        return gossip;
    }
}
