using NetAudit.Findings;
using NetAudit.Model;

namespace NetAudit.Cluster;

/// <summary>
/// Hosts that reach each other only through a third one, and the name of the relay. Weave relays by design; without the relay these hosts
/// don't reach each other.
/// </summary>
internal sealed class RelayedHosts : SolutionClusterRule
{
    protected override string Solution => SolutionIds.Weave;

    protected override IEnumerable<ClusterFinding> Find(IReadOnlyList<HostDigest> hosts)
    {
        var ways =
            from host in hosts
            from route in host.Weave!.Relayed
            select (Host: host, To: Called(host, route.Destination), Via: Called(host, route.Via));
        return from way in ways
            group way by way.Via into relay
            let given = hosts.Where(host => (host.Weave!.NickName ?? host.Weave.Name) == relay.Key).Select(host => host.Host)
            let words = TruncatedList.Join(relay.Select(way => $"{way.Host.Host} to {way.To}"))
            select new ClusterFinding(
                new()
                {
                    Severity = Severity.Information,
                    Subject = new(SubjectKind.Peer, relay.Key),
                    Message = $"{relay.Key} relays between hosts that don't reach each other: {words}. Without it they are apart.",
                    Repair =
                        $"If you want them to reach each other without the relay, let TCP 6783 and UDP 6783-6784 pass between them: a "
                        + $"direct path is faster.",
                    Evidence = [.. relay.Take(6).Select(way => On(way.Host, "weave report", $"unicast route to {way.To} via {relay.Key}"))],
                },
                [.. relay.Select(way => way.Host.Host).Concat(given).Distinct()]
            );
    }

    private static string Called(HostDigest host, string name) => host.Weave!.Peers.TryGetValue(name, out var nick) ? nick : name;
}
