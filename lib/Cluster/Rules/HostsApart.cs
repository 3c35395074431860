using NetAudit.Findings;
using NetAudit.Model;

namespace NetAudit.Cluster;

/// <summary>
/// Two hosts have containers on one overlay network, and neither has the other as a peer of it. A swarm has no relay, so these containers
/// don't reach each other. If a third host has both as peers, gossip (TCP and UDP 7946) is cut only between the two.
/// </summary>
internal sealed class HostsApart : SolutionClusterRule
{
    /// <summary>
    /// A host that is cut off from more hosts than this is reported once. A swarm of a thousand in two halves would give a quarter of a
    /// million pairs.
    /// </summary>
    private const int MostPairs = 8;

    protected override string Solution => SolutionIds.DockerOverlay;

    protected override IEnumerable<ClusterFinding> Find(IReadOnlyList<HostDigest> hosts)
    {
        for (var at = 0; at < hosts.Count; at++)
        {
            var one = hosts[at];
            var cut = hosts
                .Skip(at + 1)
                .Select(other => (Other: other, Networks: Apart(one, other)))
                .Where(pair => pair.Networks.Count > 0)
                .ToList();
            if (cut.Count > MostPairs)
            {
                yield return ApartFromMany(one, [.. cut.Select(pair => pair.Other)], cut[0].Networks);
                continue;
            }

            foreach (var (other, networks) in cut)
            {
                yield return ApartFrom(one, other, networks, hosts);
            }
        }
    }

    private static List<string> Apart(HostDigest one, HostDigest other) =>
        [.. one.Overlay!.Networks.Where(network => IsApart(one, other, network)).Select(network => network.Name)];

    private static ClusterFinding ApartFrom(HostDigest one, HostDigest other, List<string> apart, IReadOnlyList<HostDigest> hosts)
    {
        var between = hosts.FirstOrDefault(host => HasBoth(host, one, other, apart));
        return new ClusterFinding(
            new()
            {
                Severity = Severity.Error,
                Subject = new(SubjectKind.Host, $"{one.Host} and {other.Host}"),
                Message =
                    $"Containers of {TruncatedList.Join(apart)} on {one.Host} and {other.Host} don't reach each other: neither "
                    + "host has the other as a peer"
                    + (between is null ? "." : $", though {between.Host} has both. A swarm relays nothing."),
                Repair = $"Let TCP and UDP 7946 and the data path's UDP port pass between {one.Host} and {other.Host} in both directions.",
                Evidence = [Shown(one, apart[0]), Shown(other, apart[0])],
            },
            between is null ? [one.Host, other.Host] : [one.Host, other.Host, between.Host]
        );
    }

    private static ClusterFinding ApartFromMany(HostDigest one, IReadOnlyList<HostDigest> others, List<string> apart)
    {
        var names = TruncatedList.Join(others.Select(other => other.Host));
        return new ClusterFinding(
            new()
            {
                Severity = Severity.Error,
                Subject = new(SubjectKind.Host, one.Host),
                Message =
                    $"Containers of {TruncatedList.Join(apart)} on {one.Host} don't reach those on {others.Count} hosts ({names}): neither "
                    + $"{one.Host} has one of these as a peer, nor they {one.Host}.",
                Repair = $"Let TCP and UDP 7946 and the data path's UDP port pass between {one.Host} and these hosts in both directions.",
                Evidence = [Shown(one, apart[0]), Shown(others[0], apart[0])],
            },
            [one.Host, .. others.Select(other => other.Host)]
        );
    }

    private static bool IsApart(HostDigest one, HostDigest other, OverlayNetworkDigest network)
    {
        var its = other.Overlay!.Find(network.Id);
        return network is { Peers.Count: > 0, Endpoints.Count: > 0 }
            && its is { Peers.Count: > 0, Endpoints.Count: > 0 }
            && !other.Addresses.Any(network.Peers!.Contains)
            && !one.Addresses.Any(its.Peers!.Contains);
    }

    private static bool HasBoth(HostDigest host, HostDigest one, HostDigest other, List<string> names) =>
        host.Overlay!.Networks.Any(network =>
            names.Contains(network.Name)
            && network.Peers is { } peers
            && one.Addresses.Any(peers.Contains)
            && other.Addresses.Any(peers.Contains)
        );

    private static Evidence Shown(HostDigest host, string name)
    {
        var network = host.Overlay!.Networks.First(one => one.Name == name);
        return On(host, $"docker network inspect -v {name}", $"Peers {string.Join(", ", network.Peers!.Take(6))}");
    }
}
