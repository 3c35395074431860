using NetAudit.Model;

namespace NetAudit.Cluster;

/// <summary>One cluster of a solution: the given hosts, and the missing members.</summary>
/// <param name="Solution">The solution.</param>
/// <param name="Hosts">Its given hosts; at least one.</param>
/// <param name="Missing">Members that these hosts name and that weren't given: "node3 (10.0.0.3)" or an address.</param>
internal sealed record ClusterMembers(string Solution, IReadOnlyList<HostDigest> Hosts, IReadOnlyList<string> Missing)
{
    /// <summary>The clusters that the hosts form, including those of one host.</summary>
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
