using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// A container's neighbor entry for its gateway has another MAC address than the bridge. Either it was set by hand (PERMANENT), or somebody
/// else answered for the gateway's address (REACHABLE). Packets beyond the network go there and are lost.
/// </summary>
internal sealed class GatewayMacWrong : BridgeFindingRule
{
    private static readonly int[] s_families = [4, 6];

    /// <inheritdoc />
    public override HostFacts Needs => base.Needs | HostFacts.ContainerNamespaces;

    /// <inheritdoc />
    protected override IEnumerable<Finding> Find(HostContext host, BridgeNetwork bridge) =>
        from member in bridge.Members
        where member is { Inside.Neighbors: not null, IsPlain: true, Link: not null }
        from family in s_families
        let gateway = Subnet.Parse(member.Gateway(family))
        where gateway is not null && bridge.Link is { MacAddress: not null } && IsOn(bridge.Link, gateway)
        from neighbor in member.Inside!.Neighbors!
        where neighbor.Device == member.Link!.Name && gateway.Equals(Subnet.Parse(neighbor.Address))
        where IsOther(neighbor, bridge.Link!) && IsOther(neighbor, member.HostEnd)
        select Found(bridge, member, neighbor);

    private static bool IsOn(Link link, Subnet gateway) => link.Addresses.Any(address => gateway.Equals(Subnet.Parse(address.Address)));

    /// <summary>
    /// Whether an entry has another MAC address. The kernel takes in what is sent to the bridge's, or to the port it came in by.
    /// </summary>
    private static bool IsOther(Neighbor neighbor, Link? taking) =>
        neighbor is { State: "PERMANENT" or "REACHABLE", MacAddress: { } address }
        && !string.Equals(address, taking?.MacAddress, StringComparison.OrdinalIgnoreCase);

    private static Finding Found(BridgeNetwork bridge, BridgeMember member, Neighbor neighbor)
    {
        var name = member.Container.Name;
        return Found(
                Severity.Error,
                new(SubjectKind.Container, name),
                $"Container {name} reaches nothing beyond network {bridge.Network.Name}: it sends packets for its gateway "
                    + $"{neighbor.Address} to {neighbor.MacAddress}, and {bridge.LinkName} has {bridge.Link!.MacAddress}.",
                $"nsenter -t $(docker inspect -f '{{{{.State.Pid}}}}' {name}) -n ip neigh del {neighbor.Address} dev {neighbor.Device} # "
                    + $"if it comes back, find the port of {neighbor.MacAddress}: bridge fdb show br {bridge.LinkName}",
                EvidenceFactory.Inside(
                    member.Container,
                    "ip neigh",
                    $"{neighbor.Address} dev {neighbor.Device} lladdr {neighbor.MacAddress} {neighbor.State}"
                ),
                EvidenceFactory.Link(bridge.Link!)
            )
            .Because(
                $"container {name} sends packets for its gateway to another MAC address",
                new() { Networks = [bridge.Network.Name], Containers = [name] }
            );
    }
}
