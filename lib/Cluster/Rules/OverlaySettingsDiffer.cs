using NetAudit.Findings;
using NetAudit.Model;

namespace NetAudit.Cluster;

/// <summary>
/// Two hosts have one overlay network with different VNIs, or send its frames to different UDP ports. The other host then accepts none of
/// the frames. The data path port belongs to the swarm and is fixed when a node joins. The VNI belongs to the network and is the same
/// everywhere.
/// </summary>
internal sealed class OverlaySettingsDiffer : SolutionClusterRule
{
    protected override string Solution => SolutionIds.DockerOverlay;

    protected override IEnumerable<ClusterFinding> Find(IReadOnlyList<HostDigest> hosts) =>
        from pair in Pairs(hosts)
        from network in pair.One.Overlay!.Networks
        let its = pair.Other.Overlay!.Find(network.Id)
        where its is not null && network.Tunnels.Count > 0 && its.Tunnels.Count > 0
        let common = network.Tunnels.Any(tunnel => its.Tunnels.Any(other => other.Vni == tunnel.Vni && other.Port == tunnel.Port))
        where !common
        select Found(pair.One, pair.Other, network, its);

    private static ClusterFinding Found(HostDigest host, HostDigest other, OverlayNetworkDigest network, OverlayNetworkDigest its) =>
        new(
            new()
            {
                Severity = Severity.Error,
                Subject = new(SubjectKind.Network, network.Name),
                Message =
                    $"Containers on network {network.Name} of {host.Host} and {other.Host} don't reach each other: its tunnel "
                    + $"uses {Words(network)} on {host.Host}, and {Words(its)} on {other.Host}.",
                Repair =
                    $"If the port differs: docker swarm leave on that host, then join again, as the port is the swarm's. If "
                    + $"the VNI differs: remove the network and create it again.",
                Evidence = [Shown(host, network), Shown(other, its)],
            },
            [host.Host, other.Host]
        );

    private static string Words(OverlayNetworkDigest network) =>
        string.Join(", ", network.Tunnels.Select(tunnel => $"VNI {tunnel.Vni} by UDP {tunnel.Port}"));

    private static Evidence Shown(HostDigest host, OverlayNetworkDigest network)
    {
        var tunnel = network.Tunnels[0];
        return On(
            host,
            $"nsenter --net=/run/docker/netns/{tunnel.Namespace} ip -d link show {tunnel.Link}",
            $"vxlan id {tunnel.Vni} dstport {tunnel.Port}"
        );
    }
}
