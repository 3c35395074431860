using NetAudit.Findings;
using NetAudit.Model;

namespace NetAudit.Cluster;

/// <summary>
/// A host's tunnel sends a container's frames to another host than the container's: an entry that stayed when the container moved.
/// moby#35807, #52661. Addresses and MAC addresses are assigned again when a container moves, so only hosts seen at about the same time are
/// compared.
/// </summary>
internal sealed class ForwardingElsewhere : SolutionClusterRule
{
    private static readonly TimeSpan AboutTheSameTime = TimeSpan.FromMinutes(10);

    protected override string Solution => SolutionIds.DockerOverlay;

    protected override IEnumerable<ClusterFinding> Find(IReadOnlyList<HostDigest> hosts)
    {
        var endpoints = (
            from host in hosts
            from network in host.Overlay!.Networks
            from endpoint in network.Endpoints
            where endpoint.MacAddress.Length > 0
            select (network.Id, Host: host, Endpoint: endpoint)
        ).ToLookup(one => (one.Id, one.Endpoint.MacAddress));
        return from host in hosts
            from network in host.Overlay!.Networks
            from entries in network.Forwarding.GroupBy(entry => entry.MacAddress)
            let there = endpoints[(network.Id, entries.Key)].ToList()
            where there.Count == 1 && !ReferenceEquals(there[0].Host, host) && !entries.Any(entry => there[0].Host.Has(entry.Destination))
            where (there[0].Host.CollectedAt - host.CollectedAt).Duration() < AboutTheSameTime
            select Found(host, there[0].Host, network, there[0].Endpoint, entries.First());
    }

    private static ClusterFinding Found(
        HostDigest host,
        HostDigest other,
        OverlayNetworkDigest network,
        EndpointDigest endpoint,
        ForwardingDigest entry
    ) =>
        new(
            new()
            {
                Severity = Severity.Error,
                Subject = new(SubjectKind.Container, endpoint.Container),
                Message =
                    $"Containers on {host.Host} don't reach {endpoint.Container} on {other.Host}: {host.Host} sends "
                    + $"{endpoint.MacAddress} of network {network.Name} "
                    + $"to {entry.Destination}, which isn't {other.Host}.",
                Repair =
                    $"nsenter --net=/run/docker/netns/{entry.Namespace} bridge fdb replace {entry.MacAddress} dev {entry.Link} "
                    + $"dst {other.Addresses.FirstOrDefault()} self permanent # on {host.Host}; or recreate the container; newer "
                    + $"engines leave fewer such entries behind",
                Evidence =
                [
                    On(
                        host,
                        $"nsenter --net=/run/docker/netns/{entry.Namespace} bridge fdb show dev {entry.Link}",
                        $"{entry.MacAddress} dst {entry.Destination}"
                    ),
                    On(other, $"docker inspect {endpoint.Container}", $"{network.Name}: {endpoint.Address}, {endpoint.MacAddress}"),
                ],
            },
            [host.Host, other.Host]
        );
}
