using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// A connection that the router tries in vain. Where another peer relays to that host, containers still reach each other: Weave forwards by
/// way of peers in its design. The router's connection to itself always fails, and means nothing (weave: mesh's connection_maker).
/// </summary>
internal sealed class WeaveConnectionFailed : WeaveFindingRule
{
    private static readonly WeaveFault?[] Told = [WeaveFault.Itself, WeaveFault.NameCollision, WeaveFault.Duplicate];

    protected override IEnumerable<Finding> Find(HostSnapshot host, Footprint footprint, WeaveReport report) =>
        report
            .Connections.Where(connection => connection.State is "failed" or "retrying" && !Told.Contains(connection.Fault))
            .Select(connection => Found(report, connection));

    private static Finding Found(WeaveReport report, WeaveConnection connection)
    {
        var evidence = EvidenceFactory.Weave($"connection {connection.Address} {connection.State}");
        var subject = new FindingSubject(SubjectKind.Peer, connection.RemoteAddress ?? connection.Address ?? "?");
        var peer = WeaveMesh.PeerAt(report, connection.RemoteAddress);
        var route = peer is null ? null : WeaveMesh.RouteTo(report, peer.Name);
        var reason = WeaveMesh.Reason(connection);
        if (route is not null)
        {
            var relay = WeaveMesh.Called(report, route.Via);
            var way = route.Via == route.Destination ? "Another connection to it stands." : $"{relay} relays to it.";
            return Found(
                Severity.Information,
                subject,
                $"There is no connection to {connection.Address} ({WeaveMesh.Called(report, peer!.Name)}): {reason}. {way}",
                "nothing needs repair; a direct path would be faster: let TCP 6783 and UDP 6783-6784 pass between the two hosts.",
                evidence,
                EvidenceFactory.Weave($"unicast route to {WeaveMesh.Called(report, route.Destination)} via {relay}")
            );
        }

        if (WeaveMesh.ReachesAllItKnows(report))
        {
            return Found(
                Severity.Information,
                subject,
                $"There is no connection to {connection.Address}: {reason}. All peers that this router knows are reached.",
                "where a peer is at that address and isn't among those of weave status peers, let TCP 6783 and UDP 6783-6784 pass.",
                evidence
            );
        }

        return Found(
                Severity.Error,
                subject,
                $"Containers here don't reach those of {connection.Address}: the connection {connection.State} ({reason}), and no "
                    + "other peer "
                    + "relays to it.",
                Remedy(connection.Fault),
                evidence
            )
            .Because($"the connection to {connection.Address} {connection.State} ({reason})");
    }

    private static string Remedy(WeaveFault? fault) =>
        fault switch
        {
            WeaveFault.Password => "give both routers the same password (weave launch --password), or none.",
            WeaveFault.NoHeartbeat => "let UDP 6783 and 6784 pass between the hosts, both ways: TCP 6783 passes.",
            WeaveFault.DifferentSeeds or WeaveFault.DifferentRanges =>
                "the two were started as two networks: on the smaller one run weave reset, then weave launch with the other's address "
                    + "and the same --ipalloc-range. Its containers get new addresses.",
            WeaveFault.Limit => "raise --conn-limit.",
            _ => "check that the peer runs, and that TCP 6783 and UDP 6783-6784 pass between the hosts; weave forget ADDRESS where it "
                + "is gone "
                + "for good.",
        };
}
