using NetAudit.Findings;
using NetAudit.Model;

namespace NetAudit.Cluster;

/// <summary>
/// Two containers of one overlay network, on two hosts, have the same address. The engines' tables of addresses were lost or diverged (a
/// change of leader, a restored backup). Packets to that address reach one of the two, or alternate between them. Only hosts seen at about
/// the same time are compared. moby#33795, swarmkit#2468.
/// </summary>
internal sealed class SameAddress : SolutionClusterRule
{
    private static readonly TimeSpan AboutTheSameTime = TimeSpan.FromMinutes(10);

    protected override string Solution => SolutionIds.DockerOverlay;

    protected override IEnumerable<ClusterFinding> Find(IReadOnlyList<HostDigest> hosts)
    {
        var endpoints =
            from host in hosts
            from network in host.Overlay!.Networks
            from endpoint in network.Endpoints
            select (Host: host, Network: network, Endpoint: endpoint);
        return from one in endpoints
            group one by (one.Network.Id, one.Endpoint.Address) into same
            let holders = same.GroupBy(one => one.Host.Host).Select(held => held.First()).ToList()
            where holders.Count > 1 && (holders[0].Host.CollectedAt - holders[1].Host.CollectedAt).Duration() < AboutTheSameTime
            let words = string.Join(" and ", holders.Select(one => $"{one.Endpoint.Container} on {one.Host.Host}"))
            select new ClusterFinding(
                new()
                {
                    Severity = Severity.Error,
                    Subject = new(SubjectKind.Network, holders[0].Network.Name),
                    Message =
                        $"Packets to {same.Key.Address} on network {holders[0].Network.Name} reach one of two containers: {words} "
                        + "both have the address.",
                    Repair =
                        $"docker rm -f {holders[0].Endpoint.Container} # on {holders[0].Host.Host}, then docker run it again: it "
                        + $"gets another address; for a task: docker service update --force SERVICE",
                    Evidence = [.. holders.Select(one => Shown(one.Host, one.Network, one.Endpoint))],
                },
                [.. holders.Select(one => one.Host.Host)]
            );
    }

    private static Evidence Shown(HostDigest host, OverlayNetworkDigest network, EndpointDigest endpoint) =>
        On(host, $"docker inspect {endpoint.Container}", $"{network.Name}: IPAddress {endpoint.Address}");
}
