using NetAudit.Findings;
using NetAudit.Model;

namespace NetAudit.Cluster;

/// <summary>
/// A host has another one as a peer, but not the other way round: packets go one way, and no answers come back. Flannel: its flanneld
/// didn't see the lease (no store, or a broken watch). Calico: its side of the BGP session has no route. A swarm: gossip (7946) passes in
/// one direction only.
/// </summary>
internal sealed class OneWayPeer : IClusterRule
{
    public IEnumerable<ClusterFinding> Find(ClusterContext cluster) =>
        Look(
                cluster,
                SolutionIds.Flannel,
                FlannelMisses,
                one => $"Restart flanneld on {one} and read in its log whether it reaches its store."
            )
            .Concat(
                Look(
                    cluster,
                    SolutionIds.Calico,
                    CalicoMisses,
                    one => $"calicoctl node status # on {one}; TCP 179 must pass between the hosts in both directions"
                )
            )
            .Concat(Networks(cluster));

    private static IEnumerable<ClusterFinding> Look(
        ClusterContext cluster,
        string solution,
        Func<HostDigest, HostDigest, string?> misses,
        Func<string, ShellText> repair
    ) =>
        from hosts in cluster.Clusters(solution)
        from one in hosts
        from other in hosts
        where !ReferenceEquals(one, other) && misses(other, one) is null
        let missing = misses(one, other)
        where missing is { Length: > 0 }
        select Found(solution, one, other, missing, repair(one.Host));

    /// <summary>
    /// The predicate of the message, which names the missing peer; null if the host has that peer, "" if that is unknown.
    /// </summary>
    private static string? FlannelMisses(HostDigest host, HostDigest other)
    {
        var flannel = host.Flannel!;
        var has =
            other.Addresses.Any(flannel.Destinations.Contains)
            || other.Flannel!.Leases.Any(lease => flannel.PeerEnds.Contains(lease.Prefix));
        return has ? null
            : flannel.PeersSeen
            && other.Flannel!.Leases.Count > 0
            && flannel.Backend == other.Flannel.Backend
            && !SameLease.Share(host, other)
                ? $"has neither route nor entry for {string.Join(", ", other.Flannel.Leases)}"
            : "";
    }

    private static string? CalicoMisses(HostDigest host, HostDigest other)
    {
        var has = other.Addresses.Any(host.Calico!.Hosts.Contains);
        return has ? null
            : host.Calico.RoutesSeen && other.Calico!.Blocks.Count > 0 ? $"has no route to {string.Join(", ", other.Calico.Blocks.Take(3))}"
            : "";
    }

    private static IEnumerable<ClusterFinding> Networks(ClusterContext cluster) =>
        from hosts in cluster.Clusters(SolutionIds.DockerOverlay)
        from one in hosts
        from other in hosts
        where !ReferenceEquals(one, other)
        from network in one.Overlay!.Networks
        let its = other.Overlay!.Find(network.Id)
        where
            its is { Peers: not null }
            && network.Peers is not null
            && one.Addresses.Any(its.Peers.Contains)
            && !other.Addresses.Any(network.Peers.Contains)
        select Found(
            SolutionIds.DockerOverlay,
            one,
            other,
            $"doesn't have {other.Addresses.FirstOrDefault()} as a peer of network {network.Name}",
            $"Let TCP and UDP 7946 pass between {one.Host} and {other.Host} in both directions."
        );

    private static ClusterFinding Found(string solution, HostDigest host, HostDigest other, string missing, ShellText repair) =>
        new(
            new()
            {
                Severity = Severity.Error,
                Solution = solution,
                Subject = new(SubjectKind.Peer, other.Host),
                Message =
                    $"Containers on {host.Host} don't reach those on {other.Host}, whose packets get no answer: {other.Host} has "
                    + $"{host.Host} as a peer, but {host.Host} {missing}.",
                Repair = repair,
                Evidence = [new Evidence($"{host.Host}: its peers", missing), new Evidence($"{other.Host}: its peers", $"has {host.Host}")],
            },
            [host.Host, other.Host]
        );
}
