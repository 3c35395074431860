using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Findings;

/// <summary>How a range of addresses is reached from the host.</summary>
internal enum HostRangeKind
{
    /// <summary>Through another router.</summary>
    Routed,

    /// <summary>Through a tunnel that has an end on the host: a VPN.</summary>
    Vpn,

    /// <summary>On a link of the host itself: its neighbours are there.</summary>
    Connected,
}

/// <summary>A range of addresses that the host sends out by a link of its own.</summary>
/// <param name="Subnet">The range.</param>
/// <param name="Link">The link.</param>
/// <param name="Kind">How it is reached.</param>
/// <param name="Evidence">The route, or the address.</param>
internal sealed record HostRange(Subnet Subnet, string Link, HostRangeKind Kind, Evidence Evidence)
{
    /// <summary>Who made the route: "kernel", "static", "bird"; null for an address without one.</summary>
    public string? Protocol { get; init; }

    /// <summary>Shorter ones stand for "everything": 0.0.0.0/1 beside 128.0.0.0/1 is how VPNs write a default route.</summary>
    private const int ShortestLength = 8;

    private static readonly string[] VpnKinds = ["tun", "wireguard", "ppp", "xfrm", "vti", "gre", "ipip", "sit"];

    /// <summary>
    /// The ranges of all routes in all tables but the default ones, and of addresses that have no such route. Links that lead to containers
    /// have no address of their own, and are none.
    /// </summary>
    public static IReadOnlyList<HostRange> Find(HostSnapshot host)
    {
        var links = new Dictionary<string, Link>(StringComparer.Ordinal);
        foreach (var link in host.HostLinks().Where(link => !link.IsLoopback && !LeadsToContainer(link)))
        {
            links[link.Name] = link;
        }

        var routed = host.HostRoutes().Select(route => FromRoute(route, links)).OfType<HostRange>().ToList();
        var ofAddresses = links.Values.SelectMany(link => link.Addresses.Select(address => FromAddress(link, address))).OfType<HostRange>();
        var others = ofAddresses.Where(range => !routed.Exists(route => route.Link == range.Link && route.Subnet.Contains(range.Subnet)));
        return [.. routed.Concat(others).GroupBy(range => (range.Link, range.Subnet)).Select(same => same.First())];
    }

    /// <summary>"10.40.0.0/16 by eth0", with what kind of link that is.</summary>
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

    /// <summary>Whether what leaves by it is wrapped, and leaves by another link.</summary>
    public static bool IsTunnel(Link link) => VpnKinds.Contains(link.Kind) || link.LinkType is "ppp";

    private static HostRangeKind KindOf(Link link, bool isConnected) =>
        IsTunnel(link) ? HostRangeKind.Vpn
        : isConnected ? HostRangeKind.Connected
        : HostRangeKind.Routed;

    private static bool LeadsToContainer(Link link) =>
        link.Kind == "veth" && (link.Master is not null || link.Addresses.All(address => HostQueries.IsLinkLocal(address.Address)));
}
