using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// Another machine or container also uses a container's address. On a bridge, the host's neighbor table has another MAC address for it,
/// which answered (REACHABLE) or was set by hand (PERMANENT). On macvlan and ipvlan, which share the LAN's range, a machine of the LAN
/// answered on the parent link, or the host itself has the address.
/// </summary>
internal sealed class AddressTaken : IFindingRule
{
    private static readonly string[] s_sure = ["REACHABLE", "PERMANENT"];

    /// <inheritdoc />
    public HostFacts Needs => HostFacts.Networks | HostFacts.Containers | HostFacts.HostLinks;

    /// <inheritdoc />
    public IEnumerable<Finding> Find(HostContext host) => OnBridges(host).Concat(OnLan(host));

    private static IEnumerable<Finding> OnBridges(HostContext host) =>
        from bridge in host.Bridges
        from member in bridge.Members
        let own = member.Link?.MacAddress ?? member.Endpoint.MacAddress
        where own.Length > 0 && member.IsPlain
        from neighbor in NeighborsOf(host.Snapshot, bridge.LinkName, member.Endpoint)
        where IsOther(neighbor, own)
        select Found(
            new(member.Container, bridge.Network, neighbor.Address),
            $"the host sends its packets to {neighbor.MacAddress}, and its own MAC address is {own}",
            $"ip neigh del {neighbor.Address} dev {bridge.LinkName} # if it comes back, find the port of "
                + $"{neighbor.MacAddress}: bridge fdb show br {bridge.LinkName}",
            EvidenceFactory.Neighbor(neighbor)
        );

    private static IEnumerable<Finding> OnLan(HostContext host) =>
        from container in host.Snapshot.RunningContainers()
        from endpoint in container.Endpoints
        let network = host.Snapshot.NetworkOf(endpoint)
        where network?.Driver is "macvlan" or "ipvlan" && endpoint.IPv4Address.Length > 0
        let parent = network.Options.TryGetValue("parent", out var name) ? name : ""
        where parent.Length > 0
        let problem = OfHost(host.Snapshot, endpoint) ?? OfNeighbor(host.Snapshot, network, endpoint, parent)
        where problem is not null
        select Found(
            new(container, network, endpoint.IPv4Address),
            problem.Reason,
            $"Give the container another address (docker network connect --ip), and keep the LAN's addresses out of "
                + $"the network: --ip-range for the engine's own range, --aux-address for addresses in use. Keep DHCP out of "
                + $"the engine's range.",
            problem.Evidence
        );

    private static Problem? OfHost(HostSnapshot host, ContainerEndpoint endpoint) =>
        (
            from own in HostIndex.Get(host).LinksWith(endpoint.IPv4Address)
            where own.Link.Kind is not ("macvlan" or "ipvlan")
            select new Problem($"this host itself has it on {own.Link.Name}", EvidenceFactory.Address(own.Link, own.Address))
        ).FirstOrDefault();

    /// <summary>
    /// The host doesn't hear its own macvlans, so the answer came from another machine. All ipvlan links have the parent's MAC address.
    /// </summary>
    private static Problem? OfNeighbor(HostSnapshot host, Network network, ContainerEndpoint endpoint, string parent) =>
        (
            from neighbor in NeighborsOf(host, parent, endpoint)
            where network.Driver == "macvlan" && IsOther(neighbor, endpoint.MacAddress)
            select new Problem($"a machine with {neighbor.MacAddress} on {parent} answers for it", EvidenceFactory.Neighbor(neighbor))
        ).FirstOrDefault();

    private static IEnumerable<Neighbor> NeighborsOf(HostSnapshot host, string link, ContainerEndpoint endpoint) =>
        new[] { endpoint.IPv4Address, endpoint.IPv6Address }
            .Distinct()
            .SelectMany(address => HostIndex.Get(host).NeighborsAt(link, address));

    private static bool IsOther(Neighbor neighbor, string own) =>
        own.Length > 0
        && neighbor.MacAddress is { } mac
        && s_sure.Contains(neighbor.State)
        && !string.Equals(mac, own, StringComparison.OrdinalIgnoreCase);

    private static Finding Found(Taken taken, string reason, ShellText repair, Evidence evidence) =>
        new()
        {
            Severity = Severity.Error,
            Subject = new(SubjectKind.Container, taken.Container.Name),
            Message =
                $"Connections to container {taken.Container.Name} fail or reach another machine: its address "
                + $"{taken.Address} on network {taken.Network.Name} is in use elsewhere too. "
                + $"{char.ToUpperInvariant(reason[0])}{reason[1..]}.",
            Repair = repair,
            Evidence = [EvidenceFactory.Container(taken.Container, $"{taken.Address} on {taken.Network.Name}"), evidence],
            Scope = new() { Networks = [taken.Network.Name], Containers = [taken.Container.Name] },
        };

    private sealed record Problem(string Reason, Evidence Evidence);

    private sealed record Taken(Container Container, Network Network, string Address);
}
