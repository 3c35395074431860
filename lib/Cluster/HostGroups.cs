namespace NetAudit.Cluster;

/// <summary>Groups of hosts. Two groups merge if hosts of both have something in common.</summary>
internal sealed class HostGroups
{
    private readonly IReadOnlyList<HostDigest> _hosts;
    private readonly List<int>[] _groupOf;

    public HostGroups(IReadOnlyList<HostDigest> hosts)
    {
        _hosts = hosts;
        _groupOf = [.. Enumerable.Range(0, hosts.Count).Select(at => new List<int> { at })];
    }

    /// <summary>The groups, each in the hosts' order.</summary>
    public IReadOnlyList<IReadOnlyList<HostDigest>> All =>
        [.. _groupOf.Distinct().Select(group => (IReadOnlyList<HostDigest>)[.. group.OrderBy(at => at).Select(at => _hosts[at])])];

    /// <summary>
    /// Whether no address is in both groups. A shared address means two places with the same private addresses, not one cluster.
    /// </summary>
    public static bool AreDisjoint(IEnumerable<HostDigest> one, IEnumerable<HostDigest> other)
    {
        var addresses = new HashSet<string>(one.SelectMany(host => host.Addresses));
        return !other.Any(host => host.Addresses.Any(addresses.Contains));
    }

    /// <summary>Joins the groups of hosts that have a key in common, if they may be joined.</summary>
    public void JoinBy(Func<HostDigest, IEnumerable<string>> keys, Func<IEnumerable<HostDigest>, IEnumerable<HostDigest>, bool> mayJoin)
    {
        var first = new Dictionary<string, List<int>>();
        for (var at = 0; at < _hosts.Count; at++)
        {
            foreach (var key in keys(_hosts[at]).Distinct())
            {
                if (!first.TryGetValue(key, out var holders))
                {
                    first[key] = holders = [];
                }

                // One host of each group is enough, because the others are in the same group.
                if (holders.All(holder => !TryJoin(holder, at, mayJoin)))
                {
                    holders.Add(at);
                }
            }
        }
    }

    private bool TryJoin(int one, int other, Func<IEnumerable<HostDigest>, IEnumerable<HostDigest>, bool> mayJoin)
    {
        var (own, its) = (_groupOf[one], _groupOf[other]);
        if (ReferenceEquals(own, its))
        {
            return true;
        }

        if (!mayJoin(own.Select(at => _hosts[at]), its.Select(at => _hosts[at])))
        {
            return false;
        }

        own.AddRange(its);
        foreach (var at in its)
        {
            _groupOf[at] = own;
        }

        return true;
    }
}
