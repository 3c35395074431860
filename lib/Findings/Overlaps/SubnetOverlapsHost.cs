using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// A network's range overlaps one that the host reaches over another link: its LAN, a VPN or a route. Its containers take all addresses in
/// their network's range for neighbors, so they can't reach other hosts there. The host sends by the longer prefix, so it may lose one of
/// the two. moby#37823, moby#27399, bitwarden/server#947. If the host's range is larger and routed, the overlap may be by design. It is
/// then information only, or an error if a bridge takes an address that the host uses.
/// </summary>
[Explains(typeof(ContainerRoutedElsewhere), typeof(BridgeRouteMissing))]
internal sealed class SubnetOverlapsHost : IFindingRule
{
    /// <summary>Routing daemons whose routes lead to other hosts' parts of a solution's range.</summary>
    private static readonly string[] RoutingDaemons = ["bird", "bgp", "zebra", "babel", "ospf"];

    /// <inheritdoc />
    public HostFacts Needs => HostFacts.Networks | HostFacts.HostLinks | HostFacts.HostRoutes;

    /// <inheritdoc />
    public IEnumerable<Finding> Find(HostContext host)
    {
        var blocks = new FreeBlocks(host.Snapshot);
        var networks = NetworkRange.Find(host);
        var leftOut = new HashSet<string>(networks.Where(range => range.IsBridge).SelectMany(range => range.OwnLinks));

        // If an agent's lease wasn't seen, routes over its links may be for a network with that lease, so they aren't compared.
        leftOut.UnionWith(host.Footprints.Where(one => one.Subnets.Count == 0).SelectMany(one => one.OwnLinks));
        var ranges = HostRange.Find(host.Snapshot, leftOut);
        return from network in networks
            from range in ranges
            where range.Subnet.Overlaps(network.Subnet) && !IsByDesign(network, range)
            select Found(host, blocks, network, range);
    }

    /// <summary>
    /// Whether the network has a part of its host's range by design, as IPv6 and routed networks do. Routers then send that part to the
    /// host, or the host answers neighbor requests for it.
    /// </summary>
    private static bool IsCutOut(NetworkRange network, HostRange range) =>
        (network.Subnet.Family == 6 || network.IsRouted) && range.Subnet.Contains(network.Subnet) && !range.Subnet.Equals(network.Subnet);

    /// <summary>
    /// Whether the range is a single container's own address. <see cref="ContainerRoutedElsewhere"/> reports such a route.
    /// </summary>
    private static bool IsOneContainers(NetworkRange network, HostRange range) =>
        network.IsBridge
        && range.Subnet.Length == (range.Subnet.Family == 4 ? 32 : 128)
        && network.Network?.Endpoints.Any(endpoint => IsOf(endpoint.IPv4Address, range) || IsOf(endpoint.IPv6Address, range)) == true;

    private static bool IsOf(string? address, HostRange range) =>
        Subnet.Parse(HostQueries.AddressOnly(address))?.Equals(range.Subnet) == true;

    private static bool IsByDesign(NetworkRange network, HostRange range)
    {
        var isAgents = network.Footprint is not null && !network.IsBridge;
        if (IsOneContainers(network, range))
        {
            return true;
        }

        return network.OwnLinks.Contains(range.Link) || (isAgents && RoutingDaemons.Contains(range.Protocol)) || IsCutOut(network, range);
    }

    private static Finding Found(HostContext host, FreeBlocks blocks, NetworkRange network, HostRange range)
    {
        var hurt = HurtByOverlap.Find(host, network, range);
        return new Finding
        {
            Severity = hurt.Severity,
            Solution = network.Footprint?.Solution,
            Subject = network.Network is null ? new(SubjectKind.Agent, network.Name) : new(SubjectKind.Network, network.Name),
            Message = hurt.Message,
            Repair = MoveNetwork.Commands(blocks, network),
            Evidence = [network.Evidence, range.Evidence],
        };
    }
}
