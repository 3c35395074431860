using NetAudit.Findings;
using NetAudit.Model;

namespace NetAudit.Cluster;

/// <summary>Hosts that those given have as peers, and that weren't given: what only they show can't be told.</summary>
internal sealed class PeersNotGiven : IClusterRule
{
    public IEnumerable<ClusterFinding> Find(ClusterContext cluster) =>
        from solution in Membership.Solutions
        from hosts in cluster.Clusters(solution)
        let given = new HashSet<string>(hosts.SelectMany(Names))
        let missing = hosts
            .SelectMany(host => Peers(host, solution))
            .Distinct()
            .Where(peer => !given.Contains(peer))
            .OrderBy(peer => peer, StringComparer.Ordinal)
            .ToList()
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
                Remediation = "record them too, and give all hosts together: some faults show only then.",
                Evidence =
                [
                    .. hosts
                        .Where(host => Peers(host, solution).Any(missing.Contains))
                        .Take(4)
                        .Select(host => (host.Host, Peers: TruncatedList.Join(Peers(host, solution).Distinct().Where(missing.Contains))))
                        .Select(one => new Evidence($"{one.Host}: its peers", one.Peers)),
                ],
            },
            [.. hosts.Select(host => host.Host)]
        );

    private static IEnumerable<string> Peers(HostDigest host, string solution) =>
        solution switch
        {
            SolutionIds.Flannel => host.Flannel!.Peers.Select(peer => peer.Destination).OfType<string>(),
            SolutionIds.DockerOverlay => host.Overlay!.Networks.SelectMany(network => network.Peers ?? []).Where(peer => !host.Has(peer)),
            SolutionIds.Weave => host.Weave!.Peers.Where(peer => peer.Key != host.Weave.Name).Select(peer => $"{peer.Value} ({peer.Key})"),
            _ => host.Calico!.Remote.Select(route => route.Host),
        };

    /// <summary>What others call a host.</summary>
    private static IEnumerable<string> Names(HostDigest host) =>
        host.Weave is { } weave ? host.Addresses.Append($"{weave.NickName ?? weave.Name} ({weave.Name})") : host.Addresses;
}
