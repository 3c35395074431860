using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>The links by which Flannel's packets leave the host.</summary>
internal static class FlannelUnderlay
{
    /// <summary>The link that has the address which a VXLAN link of Flannel sends from; null if no link has it.</summary>
    public static Link? LinkOf(HostSnapshot host, Link vxlan) => vxlan.Vxlan?.Local is { } local ? WithAddress(host, local) : null;

    /// <summary>
    /// The links by which its packets leave: those of the routes to its peers. If no peer is known, it is the default route's link, which
    /// flanneld takes by default. Without one, it is the only link with an address of the host's own.
    /// </summary>
    public static IReadOnlyList<Link> OuterLinks(HostSnapshot host, Footprint footprint)
    {
        var known = UnderlayPaths.Links(host, footprint).Where(link => !IsInner(host, link)).ToList();
        if (known.Count > 0)
        {
            return known;
        }

        var own = HostSubnets.Find(host, footprint).Where(address => address.Subnet.Family == 4).Select(address => address.Link).Distinct();
        return WayOut.FindLink(host) is { } wayOut ? [wayOut]
            : own.ToList() is [var only] ? [only]
            : [];
    }

    /// <summary>The host's link with an address.</summary>
    public static Link? WithAddress(HostSnapshot host, string address) =>
        host.HostLinks()
            .Where(link => link.Addresses.Any(one => one.Address == address))
            .OrderBy(link => IsInner(host, link))
            .FirstOrDefault();

    /// <summary>
    /// Whether a link is a bridge of containers. If a lease overlaps the underlay's subnet, a bridge may have that subnet. Packets to other
    /// hosts still don't use it, as a tunnel is bound to its outer link.
    /// </summary>
    public static bool IsInner(HostSnapshot host, Link link) =>
        link.Kind == "bridge"
        && (link.Name is "docker0" or "cni0" || host.Networks.OrNone().Any(network => HostQueries.BridgeLinkOf(network) == link.Name));

    /// <summary>Whether an address is in a subnet of a link.</summary>
    public static bool IsConnected(Link link, string address) =>
        Subnet.Parse(address) is { } target && link.Addresses.Any(one => Subnet.Parse(one.ToString())?.Contains(target) == true);

    /// <summary>The host's link with a subnet that an address is in, so that it needs no router; null for none.</summary>
    public static Link? Connected(HostSnapshot host, string address, IReadOnlyList<Link> apartFrom)
    {
        if (Subnet.Parse(address) is not { } target)
        {
            return null;
        }

        return host.HostLinks()
            .Where(link => !link.IsLoopback && link.Up && !apartFrom.Contains(link))
            .SelectMany(link => link.Addresses, (link, one) => (Link: link, Subnet: Subnet.Parse(one.ToString())))
            .Where(pair => pair.Subnet is not null && pair.Subnet.Contains(target))
            .OrderByDescending(pair => pair.Subnet!.Length)
            .Select(pair => pair.Link)
            .FirstOrDefault();
    }
}
