using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// A Weave connection has failed or is being retried. It is only information if another peer relays to that host, or if the router reaches
/// all peers that it knows. The router's connection to itself always fails (mesh's connection_maker). It is left out, as are name
/// collisions, which have a rule of their own, and duplicate connections.
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
            var isDirect = route.Via == route.Destination;
            var way = isDirect ? "Weave has another connection to it." : $"Weave's path to it leads through {relay}, which relays.";
            var standing = isDirect ? (ShellText)$"the other connection stands" : $"{relay} relays";
            var aim = isDirect ? (ShellText)$"For this one too" : $"For a direct path, which is faster";
            return Found(
                Severity.Information,
                subject,
                $"Weave on this host can't connect to {WeaveMesh.Called(report, peer!.Name)} ({connection.Address}): {reason}. {way}",
                $"Not needed while {standing}. {aim}, make "
                    + $"{connection.RemoteAddress ?? "the peer"} reachable from here, and let TCP 6783 and UDP 6783-6784 "
                    + $"pass between the two hosts.",
                evidence,
                EvidenceFactory.Weave($"unicast route to {WeaveMesh.Called(report, route.Destination)} via {relay}")
            );
        }

        if (WeaveMesh.ReachesAllItKnows(report))
        {
            return Found(
                Severity.Information,
                subject,
                $"There is no connection to {connection.Address}: {reason}. Weave on this host reaches all peers that it knows.",
                $"If a peer has that address and weave status peers doesn't list it, let TCP 6783 and UDP 6783-6784 pass.",
                evidence
            );
        }

        return Found(
                Severity.Error,
                subject,
                $"Containers here don't reach containers on {connection.Address}: the connection {connection.State} "
                    + $"({reason}), and no other peer relays to it.",
                Remedy(connection.Fault),
                evidence
            )
            .Because($"the connection to {connection.Address} {connection.State} ({reason})");
    }

    private static ShellText Remedy(WeaveFault? fault) =>
        fault switch
        {
            WeaveFault.Password => $"Give both routers the same password (weave launch --password), or none.",
            WeaveFault.NoHeartbeat => $"Let UDP 6783 and 6784 pass between the hosts in both directions; TCP 6783 passes already.",
            WeaveFault.DifferentSeeds or WeaveFault.DifferentRanges =>
                $"weave reset && weave launch ADDRESS # on the smaller of the two networks, with an address of the other "
                    + $"and the same --ipalloc-range; its containers get new addresses",
            WeaveFault.Limit => $"Raise --conn-limit.",
            _ => $"Check that the peer runs, and that TCP 6783 and UDP 6783-6784 pass between the hosts. If the peer is "
                + $"gone for good: weave forget ADDRESS",
        };
}
