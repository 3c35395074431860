using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// The route to another host's lease is missing, so packets to it take the default route. With vxlan, flanneld sets a neighbor, a
/// forwarding entry and, last, a route per host; with udp, one route over its TUN device. A network manager may have flushed it, or the
/// link went down and up. With vxlan, flanneld writes routes only when a lease changes (flannel#1237).
/// </summary>
internal sealed class FlannelRouteMissing : FlannelFindingRule
{
    protected override IEnumerable<Finding> Find(HostSnapshot host, Footprint footprint, FlannelState flannel) =>
        [.. flannel.Peers.Where(peer => IsMissing(host, flannel, peer)).Select(peer => ForPeer(flannel, peer)), .. ForTun(host, flannel)];

    /// <summary>
    /// Whether a peer has a neighbor and a forwarding entry, but no route leads to its lease. A route over the link counts, and so does a
    /// direct one to Flannel's network (DirectRouting).
    /// </summary>
    private static bool IsMissing(HostSnapshot host, FlannelState flannel, FlannelPeer peer)
    {
        if (peer.Route is not null || peer.Forwarding is null || Subnet.Parse(peer.End) is not { } end)
        {
            return false;
        }

        return !host.HostRoutes()
            .Any(route =>
                route.Type == "unicast"
                && Subnet.Parse(route.Destination) is { Length: > 0 } destination
                && destination.Contains(end)
                && (route.Device == peer.Link.Name || IsOfNetwork(flannel, destination))
            );
    }

    private static bool IsOfNetwork(FlannelState flannel, Subnet destination) =>
        flannel.Leases.Any(lease => lease.Network?.Contains(destination) == true);

    private static Finding ForPeer(FlannelState flannel, FlannelPeer peer)
    {
        var length = LeaseLength(flannel, peer);
        var entry = peer.Forwarding!;
        return new Finding
        {
            Severity = Severity.Error,
            Subject = new(SubjectKind.Peer, peer.Name),
            Message =
                $"Containers here can't reach containers on {peer.Name}: the route to its lease {peer.End}/{length} is "
                + $"missing, though {peer.Link.Name} has its neighbour and forwarding entry.",
            Repair =
                $"ip route replace {peer.End}/{length} via {peer.End} dev {peer.Link.Name} onlink # or restart flanneld, "
                + $"which writes all its routes again",
            Evidence =
            [
                EvidenceFactory.Neighbor(peer.Neighbor!),
                EvidenceFactory.Forwarding(null, entry),
                new Evidence("ip route", $"no route by way of {peer.End}"),
            ],
            Cause = $"the route to the lease {peer.End}/{length} is missing",
            Scope = new() { Peers = [.. new[] { peer.Name, peer.End, entry.Destination }.OfType<string>().Distinct()] },
        };
    }

    /// <summary>
    /// The prefix length of a peer's lease: the same as this host's in that network. For IPv6, whose lease isn't read, it is Flannel's
    /// default, 64.
    /// </summary>
    private static int LeaseLength(FlannelState flannel, FlannelPeer peer)
    {
        var end = Subnet.Parse(peer.End)!;
        var own = flannel
            .Leases.Where(lease => lease.Network?.Contains(end) == true)
            .Select(lease => lease.Subnet?.Length)
            .FirstOrDefault();
        return own ?? (end.Family == 6 ? 64 : 24);
    }

    private static IEnumerable<Finding> ForTun(HostSnapshot host, FlannelState flannel)
    {
        if (flannel.Leases.Select(lease => lease.Network).FirstOrDefault(one => one?.Family == 4) is not { } network)
        {
            yield break;
        }

        foreach (var link in flannel.Links.Where(FlannelLinks.IsTun))
        {
            if (host.HostRoutes().Any(route => route.Device == link.Name && Subnet.Parse(route.Destination)?.Overlaps(network) == true))
            {
                continue;
            }

            yield return new Finding
            {
                Severity = Severity.Error,
                Subject = new(SubjectKind.Link, link.Name),
                Message = $"Containers here can't reach containers on any other host: no route leads {network} into {link.Name}.",
                Repair = $"ip route replace {network} dev {link.Name} # or restart flanneld",
                Evidence = [EvidenceFactory.Link(link), new Evidence("ip route", $"none over {link.Name}")],
                Cause = $"no route leads {network} into {link.Name}",
            };
        }
    }
}
