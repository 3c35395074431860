using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>A range from which containers on this host get their addresses.</summary>
internal sealed record NetworkRange
{
    /// <summary>Shorter prefixes are left out: plugins that assign addresses themselves report 0.0.0.0/0 as the network's range.</summary>
    private const int ShortestLength = 8;

    /// <summary>The network's name; the solution's, if the range is an agent's.</summary>
    public required string Name { get; init; }

    /// <summary>The range.</summary>
    public required Subnet Subnet { get; init; }

    /// <summary>The evidence: where the range is configured.</summary>
    public required Evidence Evidence { get; init; }

    /// <summary>The engine's network; null if the range is an agent's and the engine doesn't know it.</summary>
    public Network? Network { get; init; }

    /// <summary>The solution that has the range; null if it is only the engine's.</summary>
    public Footprint? Footprint { get; init; }

    /// <summary>The names of the host's links that belong to the network, so that their addresses and routes aren't overlaps.</summary>
    public required IReadOnlyCollection<string> OwnLinks { get; init; }

    /// <summary>Whether the network is routed without NAT (gateway mode routed), so routers beyond the host may know its range.</summary>
    public bool IsRouted =>
        Network?.Options.TryGetValue("com.docker.network.bridge.gateway_mode_ipv4", out var mode) == true && mode == "routed";

    /// <summary>
    /// Whether the network is a bridge, so the host has a route for it. An overlay's range exists only inside its containers.
    /// </summary>
    public bool IsBridge => Network?.Driver == "bridge";

    /// <summary>
    /// Returns the ranges of bridges, overlays and solutions. Networks of macvlan, ipvlan and other plugins share the range of the host's
    /// network by design, so they are left out. A bridge with a port to the LAN shares it too; its route is on its own link.
    /// </summary>
    public static IReadOnlyList<NetworkRange> Find(HostContext host)
    {
        var ranges = new List<NetworkRange>();
        foreach (var network in host.Snapshot.Networks.OrNone().Where(network => !network.ConfigOnly))
        {
            var footprint = host.Footprints.FirstOrDefault(one => one.Networks.Any(other => other.Id == network.Id));
            if (network.Driver is "bridge" or "overlay" || footprint is not null)
            {
                ranges.AddRange(FromNetwork(host.Snapshot, network, footprint));
            }
        }

        // A network whose range wasn't seen may have an agent's range, and the finding should then name the network.
        foreach (var footprint in AreAllSeen(host.Snapshot) ? host.Footprints : [])
        {
            bool IsKnown(NetworkRange range) => ranges.Exists(known => known.Footprint == footprint && known.Subnet.Equals(range.Subnet));
            ranges.AddRange(OfAgent(host.Snapshot, footprint).Where(range => !IsKnown(range)).ToList());
        }

        return ranges;
    }

    private static bool AreAllSeen(HostSnapshot host) =>
        host.Networks.OrNone().All(network => network.Pools is not null || network.Driver is "host" or "null" or "macvlan" or "ipvlan");

    private static IEnumerable<NetworkRange> FromNetwork(HostSnapshot host, Network network, Footprint? footprint)
    {
        var links = BridgeLinks(host, network).Concat((footprint?.OwnLinks).OrNone()).ToList();
        return HostQueries
            .SubnetsOf(network)
            .Where(subnet => subnet.Length >= ShortestLength)
            .Select(subnet => new NetworkRange
            {
                Name = network.Name,
                Subnet = subnet,
                Evidence = EvidenceFactory.Network(network, $"IPAM.Config.Subnet {subnet}"),
                Network = network,
                Footprint = footprint,
                OwnLinks = links,
            });
    }

    /// <summary>
    /// Returns the ranges that a solution's agent has on this host. A bridge with an address in one belongs to it: docker0, or Kubernetes'
    /// cni0.
    /// </summary>
    private static IEnumerable<NetworkRange> OfAgent(HostSnapshot host, Footprint footprint) =>
        from owned in footprint.Subnets
        let subnet = Subnet.Parse(owned.Cidr)
        where subnet is not null && subnet.Length >= ShortestLength
        select new NetworkRange
        {
            Name = footprint.Solution,
            Subnet = subnet,
            Evidence = owned.Evidence,
            Footprint = footprint,
            OwnLinks = [.. footprint.OwnLinks, .. host.HostLinks().Where(link => IsBridgeIn(link, subnet)).Select(link => link.Name)],
        };

    private static bool IsBridgeIn(Link link, Subnet subnet) =>
        link.Kind == "bridge" && link.Addresses.Any(address => Subnet.Parse(address.Address) is { } one && subnet.Contains(one));

    /// <summary>The network's bridge, found by its name and by its gateway's address, as podman names bridges differently.</summary>
    private static IEnumerable<string> BridgeLinks(HostSnapshot host, Network network)
    {
        var gateways = network.Pools.OrNone().Select(pool => pool.Gateway).OfType<string>().ToList();
        var byAddress = gateways
            .SelectMany(HostIndex.Get(host).LinksWith)
            .Where(found => found.Link.Kind == "bridge")
            .Select(found => found.Link.Name)
            .Distinct();
        return byAddress.Concat(HostQueries.BridgeLinkOf(network) is { } name ? [name] : []);
    }
}
