using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>A range that containers on this host get their addresses from.</summary>
internal sealed record NetworkRange
{
    /// <summary>What plugins that give out addresses of their own tell the engine instead of a range: 0.0.0.0/0.</summary>
    private const int ShortestLength = 8;

    /// <summary>What to call it: the network's name; for an agent's range, the solution's.</summary>
    public required string Name { get; init; }

    /// <summary>The range.</summary>
    public required Subnet Subnet { get; init; }

    /// <summary>Where it is written.</summary>
    public required Evidence Evidence { get; init; }

    /// <summary>The network; null for an agent's range that the engine doesn't know.</summary>
    public Network? Network { get; init; }

    /// <summary>The solution it belongs to; null for the engine's own.</summary>
    public Footprint? Footprint { get; init; }

    /// <summary>The links of the host that are its own, so that their addresses and routes are no overlap.</summary>
    public required IReadOnlyCollection<string> OwnLinks { get; init; }

    /// <summary>Whether its addresses are known beyond the host.</summary>
    public bool IsRouted =>
        Network?.Options.TryGetValue("com.docker.network.bridge.gateway_mode_ipv4", out var mode) == true && mode == "routed";

    /// <summary>Whether the host itself routes it to a bridge; overlays are seen by their containers only.</summary>
    public bool IsBridge => Network?.Driver == "bridge";

    /// <summary>
    /// The ranges of bridges, of overlays and of solutions. macvlan, ipvlan and other plugins' networks share the range of the host's
    /// network by design; so does a bridge that the host's own link is a port of.
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

        // A network whose range was not seen may have an agent's, and be named for it.
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

    /// <summary>A bridge in the range of a lease is the lease's: docker0, or cni0 where Kubernetes has it.</summary>
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

    /// <summary>The bridge by its name; by its gateway's address where an engine (podman) names bridges otherwise.</summary>
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
