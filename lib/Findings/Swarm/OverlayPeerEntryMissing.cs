using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// The kernel lacks an entry for an endpoint on another host, though the engine's table lists it, so this host can't reach it. For each
/// such endpoint, libnetwork gives the network's VXLAN link a permanent neighbor and a forwarding entry. The link answers ARP from these
/// alone. The table and the kernel are read one after the other, so a new endpoint may be in only one of them.
/// </summary>
internal sealed class OverlayPeerEntryMissing : OverlayFindingRule
{
    /// <inheritdoc />
    public override HostFacts Needs => HostFacts.Networks | HostFacts.EngineNamespaces;

    /// <inheritdoc />
    protected override IEnumerable<Finding> Find(HostContext host, OverlayView view)
    {
        if (
            view.Standing is not { Content: { Neighbors: not null, Forwarding: not null } } standing
            || view.Network.Scope != "swarm"
            || view.Tunnels.Count == 0
        )
        {
            yield break;
        }

        var missing = view
            .RemoteTasks.Where(task => Subnet.Parse(task.Address) is { Family: 4 })
            .Select(task => (Task: task, What: Missing(view, task)))
            .Where(pair => pair.What is not null)
            .ToList();
        if (missing.Count == 0)
        {
            yield break;
        }

        ShellText inside = $"nsenter --net=/run/docker/netns/{standing.Name}";
        yield return Found(
                Severity.Warning,
                Subject(view),
                $"{TruncatedList.Join(missing.Select(pair => $"{pair.Task.Name} ({pair.Task.Address} on {pair.Task.HostAddress})"))} "
                    + $"can't be reached from this host on network {view.Network.Name}: the kernel's VXLAN link has "
                    + $"{missing[0].What} for {(missing.Count == 1 ? "it" : "them")}, though the engine knows the endpoint.",
                Remedy(view, [.. missing.Select(pair => pair.Task)]),
                [
                    .. missing
                        .Take(3)
                        .Select(pair =>
                            EvidenceFactory.Network(view.Network, $"{pair.Task.Name} {pair.Task.Address} is on {pair.Task.HostAddress}")
                        ),
                    new Evidence($"{inside} ip neigh show nud permanent", Neighbors(view)),
                    new Evidence($"{inside} bridge fdb show dev {view.Tunnels[0].Name}", Entries(view)),
                ]
            )
            .Because(
                $"the kernel's VXLAN link has {missing[0].What} for {missing[0].Task.Name}",
                new()
                {
                    Networks = [view.Network.Name],
                    Containers = [.. missing.Select(pair => pair.Task.Name).OfType<string>()],
                    Peers = [.. missing.Select(pair => pair.Task.HostAddress).OfType<string>()],
                }
            );
    }

    /// <summary>The engine's own endpoint, for its load balancer, has the network's name; it is no container that restarts.</summary>
    private static ShellText Remedy(OverlayView view, List<NetworkTask> missing)
    {
        if (view.Tunnels.FirstOrDefault(tunnel => !tunnel.Up) is { } down)
        {
            return $"systemctl restart docker # here: the VXLAN link {down.Name} is down, which removed its entries";
        }

        var first = missing.Find(task => task.Name != $"{view.Network.Name}-endpoint");
        return first is null
            ? (ShellText)(
                $"systemctl restart docker # here, if a later audit still shows it (a new endpoint may be on its way): it is the engine's "
                + $"own endpoint there, and a start of this engine sets all entries up again"
            )
            : $"docker restart {first.Name} # on {first.HostAddress}, if a later audit still shows "
                + $"it (a new endpoint may be on its way); for a task: docker service update --force SERVICE; TCP and UDP "
                + $"7946 must pass between the hosts";
    }

    private static string? Missing(OverlayView view, NetworkTask task)
    {
        var neighbor = view.Neighbors.FirstOrDefault(one => one.Address == task.Address);
        return neighbor is null ? "no neighbour entry"
            : view.ForwardingEntries.Any(entry => entry.MacAddress == neighbor.MacAddress && entry.Device == neighbor.Device) ? null
            : "no forwarding entry";
    }

    private static string Neighbors(OverlayView view) =>
        view.Neighbors.Count == 0
            ? "none"
            : TruncatedList.Join(view.Neighbors.Select(neighbor => $"{neighbor.Address} {neighbor.MacAddress}"));

    private static string Entries(OverlayView view) =>
        view.ForwardingEntries.Count == 0
            ? "none"
            : TruncatedList.Join(view.ForwardingEntries.Select(entry => $"{entry.MacAddress} dst {entry.Destination}"));
}
