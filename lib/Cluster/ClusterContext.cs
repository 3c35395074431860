namespace NetAudit.Cluster;

/// <summary>Several hosts that are examined together: each machine once, and the hosts that form one cluster of a solution.</summary>
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

    /// <summary>The hosts, in the order given. A host that was given twice is here once, with its newest facts.</summary>
    public IReadOnlyList<HostDigest> Hosts { get; }

    /// <summary>Creates the context of the given hosts.</summary>
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

    /// <summary>The clusters of a solution that contain at least two of the hosts.</summary>
    public IReadOnlyList<IReadOnlyList<HostDigest>> Clusters(string solution) => _several[solution];

    /// <summary>All clusters of a solution, including those with only one of the hosts.</summary>
    public IReadOnlyList<IReadOnlyList<HostDigest>> AllClusters(string solution) => _clusters[solution];

    /// <summary>Groups hosts that belong together, directly or through others: first by sure keys, then by likely ones.</summary>
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
