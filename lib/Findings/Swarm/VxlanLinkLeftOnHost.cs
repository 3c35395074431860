using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// The host's own namespace has a VXLAN link with an overlay network's VNI and port, so the engine can't set the network up. The kernel
/// allows one per VNI and port for the namespace it was created in, even if the link is moved. The engine creates an overlay network's link
/// in the host's namespace and moves it into the network's. A link left on the host, or made by another program, causes "error creating
/// vxlan interface: file exists" (libnetwork#1765, #945).
/// </summary>
[Explains(typeof(ContainerStartFailed), typeof(OverlayNamespaceMissing), typeof(RejectedTask))]
internal sealed class VxlanLinkLeftOnHost : OverlayFindingRule
{
    /// <inheritdoc />
    public override HostFacts Needs => HostFacts.Networks | HostFacts.HostLinks;

    /// <inheritdoc />
    protected override IEnumerable<Finding> Find(HostContext host, OverlayView view) =>
        from link in host.Snapshot.HostLinks()
        where link.Vxlan is { } vxlan && view.Vnis.Contains(vxlan.Vni) && vxlan.Port == view.Port
        where view.Tunnels.All(tunnel => tunnel.Vxlan!.Vni != link.Vxlan!.Vni)
        select Describe(host.Snapshot, view, link);

    private static Finding Describe(HostSnapshot host, OverlayView view, Link link)
    {
        var (name, vni) = (view.Network.Name, link.Vxlan!.Vni);
        var stuck = host
            .Containers.OrNone()
            .Where(container => !container.IsRunning && container.Error is not null && container.Endpoints.Any(IsOnIt))
            .ToList();
        var names = TruncatedList.Join(stuck.Select(container => container.Name));
        var who =
            stuck.Count == 0 ? "containers can't join it"
            : stuck.Count == 1 ? $"container {names} can't start"
            : $"containers {names} can't start";

        // The engine's links pass through the host's namespace when it creates and removes them, so this one may be in transit.
        return Found(
            stuck.Count > 0 ? Severity.Error : Severity.Warning,
            Subject(view),
            $"Network {name} can't be set up on this host, so {who}: the host's own namespace has the link {link.Name} "
                + $"with the network's VNI {vni}.",
            Repair(view.Network, link, [.. stuck.Where(container => !container.IsSwarmTask())]),
            [
                EvidenceFactory.Link(link),
                EvidenceFactory.Network(view.Network, $"vxlanid_list {string.Join(",", view.Vnis)}"),
                .. stuck.Take(2).Select(container => EvidenceFactory.Container(container, $"State.Error {container.Error}")),
            ]
        ) with
        {
            Scope = new() { Networks = [name], Errors = [EngineErrorKind.VxlanExists] },
        };

        bool IsOnIt(ContainerEndpoint endpoint) => host.NetworkOf(endpoint) == view.Network;
    }

    /// <summary>
    /// A stopped container asks for its network by id, so it must join a recreated network again before it can start.
    /// </summary>
    private static ShellText Repair(Network network, Link link, IReadOnlyList<Container> byHand)
    {
        var change = new NetworkChange { Option = (NetworkCommand.VxlanIds, "NUMBER") };
        var names = ShellText.Words(" ", byHand.Select(container => container.Name));
        var start =
            byHand.Count > 0
                ? (ShellText)(
                    $" && {{ docker start {names} || docker start {names}; }} # the first start can fail: it clears what the one "
                    + $"before left; the swarm starts tasks by itself"
                )
                : $"";
        var again = byHand.Select(container => container.Name).DefaultIfEmpty("CONTAINER").First();
        return $"ip link del {link.Name}{start}\n# If the link is another program's, leave it, and give the network another VNI: "
            + $"{NetworkCommand.Recreate(network, change)} # on a manager, after removing its services and containers; a container that "
            + $"isn't a task leaves and joins it: docker network disconnect -f {network.Name} {again}, then docker network connect "
            + $"{network.Name} {again}";
    }
}
