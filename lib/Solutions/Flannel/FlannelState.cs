using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>
/// flanneld's setup on a host: its leases, its links, and the kernel's entries per other host. For vxlan since 0.9, these are a route by
/// way of the peer's end, a permanent neighbor for that end, and a forwarding entry. The entry leads the end's MAC address to the peer's
/// public address (pkg/backend/vxlan in Flannel's source).
/// </summary>
/// <param name="Leases">What subnet.env says; empty if no such file was found.</param>
/// <param name="Links">Flannel's own links.</param>
/// <param name="Peers">Other hosts behind its VXLAN links, by the address of their end.</param>
internal sealed record FlannelState(IReadOnlyList<FlannelLease> Leases, IReadOnlyList<Link> Links, IReadOnlyList<FlannelPeer> Peers)
{
    public static FlannelState Create(HostSnapshot host)
    {
        var links = FlannelLinks.Find(host);
        var peers = links.Where(link => link.Vxlan is not null).SelectMany(link => FlannelPeer.Find(host, link));
        return new FlannelState(FlannelLease.Find(host), links, [.. peers]);
    }

    /// <summary>
    /// A link's own end of the tunnel: its first IPv4 address that isn't link-local. Since 0.9 that is the first address of the lease. Null
    /// if it has none.
    /// </summary>
    public static Subnet? OwnEnd(Link link) =>
        link
            .Addresses.Where(address => !HostQueries.IsLinkLocal(address.Address))
            .Select(address => Subnet.Parse(address.Address))
            .FirstOrDefault(address => address?.Family == 4);
}

/// <summary>Another host behind a VXLAN link of Flannel, with the kernel's entries for it; a null entry doesn't exist.</summary>
/// <param name="Link">The link.</param>
/// <param name="End">The address of its end of the tunnel, the first of its lease.</param>
/// <param name="Route">The route by way of that end.</param>
/// <param name="Neighbor">The neighbour for it.</param>
/// <param name="Forwarding">The forwarding entry of the neighbour's MAC address.</param>
internal sealed record FlannelPeer(Link Link, string End, Route? Route, Neighbor? Neighbor, ForwardingEntry? Forwarding)
{
    /// <summary>The other host: its public address if an entry has it, else its end of the tunnel.</summary>
    public string Name => Forwarding?.Destination ?? End;

    public static IEnumerable<FlannelPeer> Find(HostSnapshot host, Link link)
    {
        var routes = host.HostRoutes()
            .Where(route => route.Device == link.Name && route is { Type: "unicast", Gateway: not null })
            .ToList();
        var neighbors = Neighbors(host, link);
        var ends = neighbors
            .Where(neighbor => IsPermanent(neighbor))
            .Select(neighbor => neighbor.Address)
            .Concat(routes.Select(route => route.Gateway!))
            .Distinct();
        foreach (var end in ends)
        {
            var neighbor = neighbors.FirstOrDefault(one => one.Address == end && one.MacAddress is not null);
            yield return new FlannelPeer(
                link,
                end,
                routes.FirstOrDefault(route => route.Gateway == end),
                neighbor,
                Entry(host, link, neighbor)
            );
        }
    }

    /// <summary>Forwarding entries of a link that lead to another host.</summary>
    public static IReadOnlyList<ForwardingEntry> Entries(HostSnapshot host, Link link) =>
        [.. (host.HostNamespace?.Forwarding).OrNone().Where(entry => entry.Device == link.Name && entry.Destination is not null)];

    /// <summary>Neighbours on a link.</summary>
    public static IReadOnlyList<Neighbor> Neighbors(HostSnapshot host, Link link) =>
        [
            .. (host.HostNamespace?.Neighbors)
                .OrNone()
                .Where(neighbor => neighbor.Device == link.Name && !HostQueries.StaysOnLink(neighbor.Address)),
        ];

    private static ForwardingEntry? Entry(HostSnapshot host, Link link, Neighbor? neighbor) =>
        neighbor is null ? null : Entries(host, link).FirstOrDefault(entry => entry.MacAddress == neighbor.MacAddress);

    private static bool IsPermanent(Neighbor neighbor) => string.Equals(neighbor.State, "PERMANENT", StringComparison.OrdinalIgnoreCase);
}
