using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// A network's range overlaps one that the host reaches by another link: its LAN, a VPN, a route. A container takes every address of its
/// network's range for a neighbour's, and the kernel sends by the longer prefix, so the shorter one's hosts are cut off
/// (moby#37823, moby#27399, bitwarden/server#947). A range that the host only reaches through a router, and that merely holds the
/// network's, may be routed to this host by design: that is worth knowing, no more.
/// </summary>
[Explains(typeof(ContainerRoutedElsewhere), typeof(BridgeRouteMissing))]
internal sealed class SubnetOverlapsHost : IFindingRule
{
    /// <summary>Routes that agents and routing daemons make lead to other hosts' part of their own ranges.</summary>
    private static readonly string[] RoutingDaemons = ["bird", "bgp", "zebra", "babel", "ospf"];

    /// <inheritdoc />
    public HostFacts Needs => HostFacts.Networks | HostFacts.HostLinks | HostFacts.HostRoutes;

    /// <inheritdoc />
    public IEnumerable<Finding> Find(HostContext host)
    {
        var blocks = new FreeBlocks(host.Snapshot);
        var networks = NetworkRange.Find(host);
        var ofBridges = new HashSet<string>(networks.Where(range => range.IsBridge).SelectMany(range => range.OwnLinks));

        // An agent whose lease was not seen routes its range by its links: the network that has the lease would look like a stranger in it.
        var unknown = new HashSet<string>(host.Footprints.Where(one => one.Subnets.Count == 0).SelectMany(one => one.OwnLinks));
        var ranges = HostRange
            .Find(host.Snapshot)
            .Where(range => !ofBridges.Contains(range.Link) && !unknown.Contains(range.Link))
            .ToList();
        return from network in networks
            from range in ranges
            where range.Subnet.Overlaps(network.Subnet) && !IsByDesign(network, range)
            select Found(host, blocks, network, range);
    }

    /// <summary>
    /// IPv6 networks, and routed ones, are given a part of the range that their host is in (neighbours are answered for, or routed).
    /// </summary>
    private static bool IsCutOut(NetworkRange network, HostRange range) =>
        (network.Subnet.Family == 6 || network.IsRouted) && range.Subnet.Contains(network.Subnet) && !range.Subnet.Equals(network.Subnet);

    /// <summary>
    /// A route to a single container is no range of others': it is that container's, and <see cref="ContainerRoutedElsewhere"/>.
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
