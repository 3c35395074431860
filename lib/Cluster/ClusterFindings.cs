using NetAudit.Findings;
using NetAudit.Model;

namespace NetAudit.Cluster;

/// <summary>The findings of all rules on several hosts together. Pure.</summary>
internal static class ClusterFindings
{
    /// <summary>Ids of all rules.</summary>
    public static IReadOnlyList<string> Rules => [.. Catalog.CreateAll<IClusterRule>().Select(rule => rule.GetType().Name)];

    /// <summary>Runs every rule. The most severe findings come first, then the order is that of rules and hosts.</summary>
    public static IReadOnlyList<ClusterRuleFinding> Create(IEnumerable<HostDigest> digests)
    {
        var cluster = ClusterContext.Create(digests);
        if (cluster.Hosts.Count < 2)
        {
            return [];
        }

        var found =
            from rule in Catalog.CreateAll<IClusterRule>()
            from finding in rule.Find(cluster)
            select new ClusterRuleFinding(rule.GetType().Name, finding.Finding, finding.Hosts);
        return [.. found.OrderByDescending(one => one.Finding.Severity)];
    }
}

/// <summary>A finding with its rule, and the hosts that show it.</summary>
internal sealed record ClusterRuleFinding(string Rule, Finding Finding, IReadOnlyList<string> Hosts);
