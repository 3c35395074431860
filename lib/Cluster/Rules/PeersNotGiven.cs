using NetAudit.Findings;
using NetAudit.Model;

namespace NetAudit.Cluster;

/// <summary>Peers of the given hosts that weren't given themselves. Faults that only they show aren't found.</summary>
internal sealed class PeersNotGiven : IClusterRule
{
    public IEnumerable<ClusterFinding> Find(ClusterContext cluster) =>
        from solution in Membership.Solutions
        from hosts in cluster.Clusters(solution)
        let missing = Membership.PeersNotAmong(hosts, solution)
        where missing.Count > 0
        select new ClusterFinding(
            new()
            {
                Severity = Severity.Information,
                Solution = solution,
                Subject = new(SubjectKind.Peer, TruncatedList.Join(missing)),
                Message =
                    $"The audit lacks {Counted.Say(missing.Count, "peer")} of {TruncatedList.Join(hosts.Select(host => host.Host))}: "
                    + $"{TruncatedList.Join(missing)}.",
                Repair = $"Record them too, and audit all hosts together: some faults show only then.",
                Evidence =
                [
                    .. hosts
                        .Where(host => Membership.Peers(host, solution).Any(missing.Contains))
                        .Take(4)
                        .Select(host =>
                            (host.Host, Peers: TruncatedList.Join(Membership.Peers(host, solution).Distinct().Where(missing.Contains)))
                        )
                        .Select(one => new Evidence($"{one.Host}: its peers", one.Peers)),
                ],
            },
            [.. hosts.Select(host => host.Host)]
        );
}
