using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Findings;

/// <summary>How the host reaches a range of addresses.</summary>
internal enum HostRangeKind
{
    /// <summary>Through another router.</summary>
    Routed,

    /// <summary>Through a tunnel that ends on the host, such as a VPN.</summary>
    Vpn,

    /// <summary>Directly on a link of the host.</summary>
    Connected,
}

/// <summary>A range of addresses that the host reaches over one of its links, other than those to containers.</summary>
/// <param name="Subnet">The range.</param>
/// <param name="Link">The link's name.</param>
/// <param name="Kind">How the host reaches it.</param>
/// <param name="Evidence">The route; the address if there is no route.</param>
internal sealed record HostRange(Subnet Subnet, string Link, HostRangeKind Kind, Evidence Evidence)
{
    /// <summary>The origin of the route: "kernel", "static", "bird". Null if the range comes from an address without a route.</summary>
    public string? Protocol { get; init; }

    /// <summary>Shorter prefixes stand for a default route and are left out: VPNs write it as 0.0.0.0/1 and 128.0.0.0/1.</summary>
    private const int ShortestLength = 8;

    private static readonly string[] VpnKinds = ["tun", "wireguard", "ppp", "xfrm", "vti", "gre", "ipip", "sit"];

    /// <summary>
    /// Returns the ranges of the routes in all tables, except default routes, and of addresses that no such route covers. Links to
    /// containers are left out: a veth that is a port of a bridge, or has no address of its own.
    /// </summary>
    /// <param name="host">The host.</param>
    /// <param name="leftOut">The names of links that are left out too.</param>
    public static IReadOnlyList<HostRange> Find(HostSnapshot host, IReadOnlyCollection<string> leftOut)
    {
        var links = new Dictionary<string, Link>(StringComparer.Ordinal);
        foreach (var link in host.HostLinks().Where(link => !link.IsLoopback && !LeadsToContainer(link) && !leftOut.Contains(link.Name)))
        {
            links[link.Name] = link;
        }

        var routed = host.HostRoutes().Select(route => FromRoute(route, links)).OfType<HostRange>().ToList();
        var ofAddresses = links.Values.SelectMany(link => link.Addresses.Select(address => FromAddress(link, address))).OfType<HostRange>();
        var byLink = routed.ToLookup(range => range.Link);
        var others = ofAddresses.Where(range => !byLink[range.Link].Any(route => route.Subnet.Contains(range.Subnet)));
        return [.. routed.Concat(others).GroupBy(range => (range.Link, range.Subnet)).Select(same => same.First())];
    }

    /// <summary>The range and its link, for messages: "10.40.0.0/16 on eth0", "10.40.0.0/16 (routed by eth0)".</summary>
    public string Words =>
        Kind switch
        {
            HostRangeKind.Vpn => $"{Subnet} on the VPN link {Link}",
            HostRangeKind.Connected => $"{Subnet} on {Link}",
            _ => $"{Subnet} (routed by {Link})",
        };

    private static HostRange? FromRoute(Route route, Dictionary<string, Link> links)
    {
        if (route is not { Type: "unicast", Device: { } device, Destination: not "default" } || HostQueries.StaysOnLink(route.Destination))
        {
            return null;
        }

        if (!links.TryGetValue(device, out var link) || Subnet.Parse(route.Destination) is not { Length: >= ShortestLength } subnet)
        {
            return null;
        }

        var kind = KindOf(link, isConnected: route.Gateway is null);
        return new HostRange(subnet, link.Name, kind, EvidenceFactory.Route(route)) { Protocol = route.Protocol };
    }

    private static HostRange? FromAddress(Link link, LinkAddress address)
    {
        var subnet = HostQueries.IsLinkLocal(address.Address) ? null : Subnet.Parse(address.ToString());
        var isAlone = subnet is null or { Family: 4, Length: 32 } or { Family: 6, Length: 128 };
        var kind = KindOf(link, isConnected: true);
        return isAlone ? null : new HostRange(subnet!, link.Name, kind, EvidenceFactory.Address(link, address));
    }

    /// <summary>Whether the link encapsulates packets and sends them over another link.</summary>
    public static bool IsTunnel(Link link) => VpnKinds.Contains(link.Kind) || link.LinkType is "ppp";

    private static HostRangeKind KindOf(Link link, bool isConnected) =>
        IsTunnel(link) ? HostRangeKind.Vpn
        : isConnected ? HostRangeKind.Connected
        : HostRangeKind.Routed;

    private static bool LeadsToContainer(Link link) =>
        link.Kind == "veth" && (link.Master is not null || link.Addresses.All(address => HostQueries.IsLinkLocal(address.Address)));
}
