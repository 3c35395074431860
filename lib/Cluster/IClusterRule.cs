using NetAudit.Findings;
using NetAudit.Model;

namespace NetAudit.Cluster;

/// <summary>
/// Finds one kind of fault that only several hosts show together. Each rule is a class that is found by its type, like a rule for a single
/// host. The class's name is the finding's Rule.
/// </summary>
internal interface IClusterRule
{
    /// <summary>The findings of this kind; empty if there is no fault, or if the facts don't show it. Pure.</summary>
    IEnumerable<ClusterFinding> Find(ClusterContext cluster);
}

/// <summary>A finding, and the hosts that show it together. The first one is the host that it affects, or the host to start with.</summary>
internal sealed record ClusterFinding(Finding Finding, IReadOnlyList<string> Hosts);

/// <summary>A rule about the hosts of one cluster of one solution.</summary>
internal abstract class SolutionClusterRule : IClusterRule
{
    /// <summary>The solution that the rule is about.</summary>
    protected abstract string Solution { get; }

    /// <inheritdoc />
    public IEnumerable<ClusterFinding> Find(ClusterContext cluster) =>
        from hosts in cluster.Clusters(Solution)
        from found in Find(hosts)
        select found with
        {
            Finding = found.Finding with { Solution = Solution },
        };

    /// <summary>The findings of one cluster with at least two of the given hosts.</summary>
    protected abstract IEnumerable<ClusterFinding> Find(IReadOnlyList<HostDigest> hosts);

    /// <summary>Each ordered pair of different hosts.</summary>
    protected static IEnumerable<(HostDigest One, HostDigest Other)> Ordered(IReadOnlyList<HostDigest> hosts) =>
        hosts.SelectMany(_ => hosts, (one, other) => (one, other)).Where(pair => !ReferenceEquals(pair.one, pair.other));

    /// <summary>Each pair of hosts once.</summary>
    protected static IEnumerable<(HostDigest One, HostDigest Other)> Pairs(IReadOnlyList<HostDigest> hosts) =>
        from first in Enumerable.Range(0, hosts.Count)
        from second in Enumerable.Range(first + 1, hosts.Count - first - 1)
        select (hosts[first], hosts[second]);

    /// <summary>A fact of one host, with the command or file there that shows it.</summary>
    protected static Evidence On(HostDigest host, string source, string fact) => new($"{host.Host}: {source}", fact);
}
