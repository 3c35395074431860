using NetAudit.Cluster;
using NetAudit.Solutions;

namespace NetAudit.Rows;

/// <summary>
/// Which hosts form one cluster. Hosts can be added one after the other, because only the facts that are compared with other hosts stay in
/// memory.
/// </summary>
public sealed class OverlayClusters
{
    private readonly List<HostDigest> _digests = [];
    private readonly Dictionary<(HostDigest Host, string Solution), (string? Backend, string? Version, string State)> _found = [];
    private readonly StringPool _strings = new();

    /// <summary>Adds one more host.</summary>
    public void Add(HostContext host)
    {
        var digest = HostDigest.Create(host, _strings);
        _digests.Add(digest);
        foreach (var footprint in host.Footprints)
        {
            _found[(digest, footprint.Solution)] = (footprint.Backend, footprint.Version, footprint.State.ToString());
        }
    }

    /// <summary>The clusters of the hosts added so far, the largest first. A single host also is a cluster.</summary>
    public IReadOnlyList<OverlayCluster> Find() =>
        [
            .. ClusterMembers
                .Find(_digests)
                .OrderByDescending(cluster => cluster.Hosts.Count)
                .ThenBy(cluster => cluster.Solution, StringComparer.Ordinal)
                .Select(Row),
        ];

    private OverlayCluster Row(ClusterMembers cluster)
    {
        var found = cluster
            .Hosts.Where(host => _found.ContainsKey((host, cluster.Solution)))
            .Select(host => _found[(host, cluster.Solution)])
            .ToList();
        return new OverlayCluster
        {
            Solution = cluster.Solution,
            Hosts = [.. cluster.Hosts.Select(host => host.Host)],
            Missing = cluster.Missing,
            Backends = Distinct(found.Select(one => one.Backend)),
            Versions = Distinct(found.Select(one => one.Version)),
            States = Distinct(found.Select(one => one.State)),
        };
    }

    private static IReadOnlyList<string> Distinct(IEnumerable<string?> words) =>
        [.. words.OfType<string>().Distinct().OrderBy(word => word, StringComparer.Ordinal)];
}
