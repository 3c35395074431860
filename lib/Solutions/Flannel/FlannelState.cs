using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>
/// What flanneld sets up on a host, joined: its leases, its links, and for each other host what stands in the kernel. For vxlan that is,
/// since 0.9, a route by way of the peer's own end, a permanent neighbour for that end, and a forwarding entry that leads its MAC address
/// to the peer's public address (pkg/backend/vxlan in Flannel's source).
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
    /// The lease that a link was set up with: since 0.9 its address is the lease's own first one, with a length of 32, else the network's.
    /// Null where it has no address.
    /// </summary>
    public static Subnet? OwnEnd(Link link) =>
        link
            .Addresses.Where(address => !HostQueries.IsLinkLocal(address.Address))
            .Select(address => Subnet.Parse(address.Address))
            .FirstOrDefault(address => address?.Family == 4);
}

/// <summary>Another host behind a VXLAN link of Flannel, and what the kernel has for it; what is null is not there.</summary>
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
