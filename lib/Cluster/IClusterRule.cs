using NetAudit.Findings;
using NetAudit.Model;

namespace NetAudit.Cluster;

/// <summary>
/// Finds one kind of trouble that only several hosts together show. One class each, found by its type as a rule of a single host is; the
/// class's name is the finding's Rule.
/// </summary>
internal interface IClusterRule
{
    /// <summary>The findings of this kind; empty if all is well, or if it is unknown. Pure.</summary>
    IEnumerable<ClusterFinding> Find(ClusterContext cluster);
}

/// <summary>A finding, and the hosts that show it together; the first of them is the one it hurts, or where to begin.</summary>
internal sealed record ClusterFinding(Finding Finding, IReadOnlyList<string> Hosts);

/// <summary>A rule about the hosts of one cluster of one solution.</summary>
internal abstract class SolutionClusterRule : IClusterRule
{
    /// <summary>The solution that it is about.</summary>
    protected abstract string Solution { get; }

    /// <inheritdoc />
    public IEnumerable<ClusterFinding> Find(ClusterContext cluster) =>
        from hosts in cluster.Clusters(Solution)
        from found in Find(hosts)
        select found with
        {
            Finding = found.Finding with { Solution = Solution },
        };

    /// <summary>The findings of one cluster, of which at least two hosts were given.</summary>
    protected abstract IEnumerable<ClusterFinding> Find(IReadOnlyList<HostDigest> hosts);

    /// <summary>Each host with each other one, both ways.</summary>
    protected static IEnumerable<(HostDigest One, HostDigest Other)> Ordered(IReadOnlyList<HostDigest> hosts) =>
        hosts.SelectMany(_ => hosts, (one, other) => (one, other)).Where(pair => !ReferenceEquals(pair.one, pair.other));

    /// <summary>Each two hosts once.</summary>
    protected static IEnumerable<(HostDigest One, HostDigest Other)> Pairs(IReadOnlyList<HostDigest> hosts) =>
        from first in Enumerable.Range(0, hosts.Count)
        from second in Enumerable.Range(first + 1, hosts.Count - first - 1)
        select (hosts[first], hosts[second]);

    /// <summary>A fact of one of the hosts, with what shows it there.</summary>
    protected static Evidence On(HostDigest host, string source, string fact) => new($"{host.Host}: {source}", fact);
}
