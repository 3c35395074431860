using NetAudit.Model;

namespace NetAudit.Cluster;

/// <summary>One cluster of a solution: who was given of it, and who is missing.</summary>
/// <param name="Solution">The solution.</param>
/// <param name="Hosts">The hosts that were given; at least one.</param>
/// <param name="Missing">Members that these name and that were not given: "node3 (10.0.0.3)" or an address.</param>
internal sealed record ClusterMembers(string Solution, IReadOnlyList<HostDigest> Hosts, IReadOnlyList<string> Missing)
{
    /// <summary>The clusters that hosts form, those of one host too.</summary>
    public static IReadOnlyList<ClusterMembers> Find(IEnumerable<HostDigest> digests)
    {
        var context = ClusterContext.Create(digests);
        return
        [
            .. from solution in Membership.Solutions
            from hosts in context.AllClusters(solution)
            select new ClusterMembers(solution, hosts, Absent(hosts, solution)),
        ];
    }

    private static IReadOnlyList<string> Absent(IReadOnlyList<HostDigest> hosts, string solution)
    {
        var given = new HashSet<string>(hosts.Select(host => host.SwarmNodeId).OfType<string>());
        var nodes = hosts
            .SelectMany(host => solution == SolutionIds.DockerOverlay ? host.SwarmNodes : [])
            .Where(node => !given.Contains(node.Id))
            .GroupBy(node => node.Id)
            .Select(same => same.First())
            .ToList();
        var addresses = new HashSet<string>(nodes.Select(node => node.Address));
        return
        [
            .. nodes.Select(node => node.ToString()).OrderBy(name => name, StringComparer.Ordinal),
            .. Membership.PeersNotAmong(hosts, solution).Where(peer => !addresses.Contains(peer)),
        ];
    }
}
