namespace NetAudit.Cluster;

/// <summary>Several hosts that are looked at together: each machine once, and which of them make up one cluster of a solution.</summary>
internal sealed class ClusterContext
{
    private readonly Dictionary<string, IReadOnlyList<IReadOnlyList<HostDigest>>> _clusters;
    private readonly Dictionary<string, IReadOnlyList<IReadOnlyList<HostDigest>>> _several;

    private ClusterContext(IReadOnlyList<HostDigest> hosts)
    {
        Hosts = hosts;
        _clusters = Membership.Solutions.ToDictionary(solution => solution, solution => Group(hosts, solution));
        _several = _clusters.ToDictionary(one => one.Key, one => Several(one.Value));
    }

    /// <summary>The hosts, in the order given; one that was given twice once, as it was seen last.</summary>
    public IReadOnlyList<HostDigest> Hosts { get; }

    /// <summary>Looks at hosts together.</summary>
    public static ClusterContext Create(IEnumerable<HostDigest> digests)
    {
        var hosts = new List<HostDigest>();
        foreach (var digest in digests)
        {
            var at = hosts.FindIndex(digest.IsSameHost);
            if (at < 0)
            {
                hosts.Add(digest);
            }
            else if (digest.CollectedAt > hosts[at].CollectedAt)
            {
                hosts[at] = digest;
            }
        }

        return new ClusterContext(hosts);
    }

    /// <summary>The clusters of a solution that at least two of the hosts are in.</summary>
    public IReadOnlyList<IReadOnlyList<HostDigest>> Clusters(string solution) => _several[solution];

    /// <summary>The clusters of a solution, those that only one of the hosts is in too.</summary>
    public IReadOnlyList<IReadOnlyList<HostDigest>> AllClusters(string solution) => _clusters[solution];

    /// <summary>Hosts that belong together, directly or by way of others: first by what is sure, then by what is likely.</summary>
    private static IReadOnlyList<IReadOnlyList<HostDigest>> Group(IReadOnlyList<HostDigest> hosts, string solution)
    {
        var members = hosts.Where(host => Membership.Has(host, solution)).ToList();
        var groups = new HostGroups(members);
        groups.JoinBy(host => Membership.Sure(host, solution), Membership.IsUnique(solution) ? (_, _) => true : HostGroups.AreDisjoint);
        groups.JoinBy(host => Membership.Likely(host, solution), HostGroups.AreDisjoint);
        return groups.All;
    }

    private static IReadOnlyList<IReadOnlyList<HostDigest>> Several(IEnumerable<IReadOnlyList<HostDigest>> clusters) =>
        [.. clusters.Where(hosts => hosts.Count > 1)];
}
