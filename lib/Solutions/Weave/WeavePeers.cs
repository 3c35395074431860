using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>
/// Finds Weave's other peers: reached directly, relayed, or relayed by this one. A peer through which two others connect is a relay too.
/// </summary>
internal static class WeavePeers
{
    private const string Nobody = "00:00:00:00:00:00";

    public static IReadOnlyList<Peer>? Find(HostSnapshot host)
    {
        if (host.Weave is not { } report)
        {
            return null;
        }

        string Nick(string name) => report.Peers.FirstOrDefault(peer => peer.Name == name)?.NickName ?? name;

        var peers = report
            .UnicastRoutes.Where(route => route.Via != Nobody && route.Destination != report.PeerName)
            .Select(route =>
                route.Via == route.Destination
                    ? new Peer(
                        Nick(route.Destination),
                        Reachability.Direct,
                        null,
                        EvidenceFactory.Weave($"direct unicast route to {Nick(route.Destination)}")
                    )
                    : new Peer(
                        Nick(route.Destination),
                        Reachability.Relayed,
                        Nick(route.Via),
                        EvidenceFactory.Weave($"unicast route to {Nick(route.Destination)} via {Nick(route.Via)}")
                    )
            )
            .ToList();
        peers.AddRange(
            report
                .Peers.Where(peer => peer.Name != report.PeerName && report.UnicastRoutes.All(route => route.Destination != peer.Name))
                .Select(peer => new Peer(
                    Nick(peer.Name),
                    Reachability.Unreachable,
                    null,
                    EvidenceFactory.Weave($"peer {Nick(peer.Name)}, no unicast route")
                ))
        );
        peers.AddRange(
            RelayedHere(report)
                .Select(pair => new Peer(
                    $"{Nick(pair.From.Name)} to {Nick(pair.To.Name)}",
                    Reachability.RelayedByThisHost,
                    report.NickName,
                    EvidenceFactory.Weave(
                        $"{Nick(pair.From.Name)} and {Nick(pair.To.Name)} are connected to this peer and not to each other"
                    )
                ))
        );
        return peers;
    }

    private static IEnumerable<(WeavePeer From, WeavePeer To)> RelayedHere(WeaveReport report)
    {
        var near = report
            .Peers.Where(peer => peer.Name != report.PeerName && report.PeerName is { } own && peer.ConnectedTo.Contains(own))
            .ToList();
        return from one in near
            from other in near
            where
                string.CompareOrdinal(one.Name, other.Name) < 0
                && !one.ConnectedTo.Contains(other.Name)
                && !other.ConnectedTo.Contains(one.Name)
            select (one, other);
    }
}
