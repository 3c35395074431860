using NetAudit.Model;
using NetAudit.PacketPath.Routing;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>
/// Finds the underlay: the links, addresses and MTUs of this host that carry a solution's packets. It follows from the peers' addresses in
/// the solution's own state, and from the kernel's routes to them. Names and kinds of links don't count.
/// </summary>
internal static class UnderlayPaths
{
    /// <summary>A path to each other host; empty if no peer is known, or routes were not seen.</summary>
    public static IReadOnlyList<UnderlayPath> Find(HostSnapshot host, Footprint footprint)
    {
        if (RouteLookup.Create(host.HostNamespace) is not { } lookup)
        {
            return [];
        }

        var own = host.OwnAddresses();
        return
        [
            .. Peers(host, footprint)
                .Where(peer => !own.Contains(peer.Address))
                .GroupBy(peer => (peer.Address, peer.Network))
                .Select(group => Path(lookup, group.First()))
                .OfType<UnderlayPath>(),
        ];
    }

    /// <summary>The links that lead to other hosts of the solution, each once.</summary>
    public static IReadOnlyList<Link> Links(HostSnapshot host, Footprint footprint) =>
        [.. Find(host, footprint).Where(path => path.Answer.IsUnicast).Select(path => path.Answer.Link).OfType<Link>().Distinct()];

    private static UnderlayPath? Path(RouteLookup lookup, PeerAddress peer)
    {
        if (RouteQuery.Create(peer.Address) is not { } query)
        {
            return null;
        }

        var answer = lookup.Find(query with { Source = Subnet.Parse(peer.Local), OutLink = peer.Link });
        return new UnderlayPath(peer.Address, peer.Evidence, answer) { OwnAddress = peer.Own, Network = peer.Network };
    }

    private static IEnumerable<PeerAddress> Peers(HostSnapshot host, Footprint footprint) =>
        OverlayPeerAddresses
            .Find(host, footprint)
            .Concat(TunnelPeers(host, footprint))
            .Concat(RoutedPeers(host, footprint))
            .Concat(footprint.Solution == SolutionIds.Weave ? WeavePeerAddresses(host) : []);

    /// <summary>
    /// Forwarding entries of the solution's own VXLAN links name the other hosts; the link names its source address and outer link.
    /// </summary>
    private static IEnumerable<PeerAddress> TunnelPeers(HostSnapshot host, Footprint footprint) =>
        from link in host.HostLinks()
        where link.Vxlan is not null && footprint.OwnLinks.Contains(link.Name)
        let lower = host.HostLinks().FirstOrDefault(one => one.Index == link.PeerIndex && link.PeerNamespaceId is null)
        from entry in (host.HostNamespace?.Forwarding).OrNone()
        where entry.Device == link.Name && entry.Destination is not null
        select new PeerAddress(entry.Destination!, EvidenceFactory.Forwarding(null, entry))
        {
            Own = link.Vxlan!.Local,
            Local = link.Vxlan.Local,
            Link = lower?.Name,
        };

    /// <summary>If packets are routed to the other host itself, the routes name the peers' addresses.</summary>
    private static IEnumerable<PeerAddress> RoutedPeers(HostSnapshot host, Footprint footprint) =>
        from peer in footprint.Peers.OrNone()
        where footprint.Networks.All(network => network.Driver != "overlay") && RouteQuery.Create(peer.Name) is not null
        where !(host.HostNamespace?.Forwarding).OrNone().Any(entry => entry.Destination == peer.Name)
        select new PeerAddress(peer.Name, peer.Evidence);

    private static IEnumerable<PeerAddress> WeavePeerAddresses(HostSnapshot host) =>
        from connection in (host.Weave?.Connections).OrNone()
        let address = connection.RemoteAddress
        where address is not null
        select new PeerAddress(address, EvidenceFactory.Weave($"connection {connection.Address} {connection.State}"));
}

/// <summary>Another host's address, as a solution names it.</summary>
/// <param name="Address">The address.</param>
/// <param name="Evidence">The evidence for it.</param>
internal sealed record PeerAddress(string Address, Evidence Evidence)
{
    /// <summary>This host's address that the others send to.</summary>
    public string? Own { get; init; }

    /// <summary>The address that the tunnel is bound to.</summary>
    public string? Local { get; init; }

    /// <summary>The link that the tunnel is bound to.</summary>
    public string? Link { get; init; }

    /// <summary>The engine's network that goes there.</summary>
    public string? Network { get; init; }
}
