using NetAudit.Findings;
using NetAudit.Model;

namespace NetAudit.Cluster;

/// <summary>
/// One network has different MTUs on two hosts. Full packets of the host with the larger MTU don't fit the other's links. Connections that
/// start with small packets open and then stall, unless an ICMP error reaches the sender in time.
/// </summary>
internal sealed class MtusDiffer : IClusterRule
{
    /// <summary>
    /// Bytes that the engine subtracts from the option's MTU (drivers/overlay: vxlanEncap, and with encryption also pktExpansion).
    /// </summary>
    private const int VxlanOverhead = 50;
    private const int EncryptedOverhead = 76;

    /// <inheritdoc />
    public IEnumerable<ClusterFinding> Find(ClusterContext cluster)
    {
        var tunnels =
            from hosts in cluster.Clusters(SolutionIds.Flannel)
            from host in hosts
            where host.Flannel!.Ends.Count == 1
            let end = host.Flannel!.Ends[0]
            select new Seen(SolutionIds.Flannel, hosts[0].Host, end.Link, new(host, end.Mtu, $"ip link show {end.Link}"));
        var networks =
            from hosts in cluster.Clusters(SolutionIds.DockerOverlay)
            from host in hosts
            from network in host.Overlay!.Networks
            from tunnel in network.Tunnels.Take(1)
            let command = $"nsenter --net=/run/docker/netns/{tunnel.Namespace} ip link show {tunnel.Link}"
            select new Seen(SolutionIds.DockerOverlay, network.Id, network.Name, new(host, tunnel.Mtu, command))
            {
                Overhead = network.Encrypted ? EncryptedOverhead : VxlanOverhead,
            };
        return from seen in tunnels.Concat(networks)
            where seen.Mtu > 0
            group seen by (seen.Solution, seen.Key) into one
            where one.Select(seen => seen.Mtu).Distinct().Count() > 1
            select Found([.. one.OrderByDescending(seen => seen.Mtu)]);
    }

    private static ClusterFinding Found(IReadOnlyList<Seen> seen)
    {
        var (large, small) = (seen[0], seen[^1]);
        var isNetwork = large.Solution == SolutionIds.DockerOverlay;
        return new ClusterFinding(
            new()
            {
                Severity = Severity.Warning,
                Solution = large.Solution,
                Subject = new(isNetwork ? SubjectKind.Network : SubjectKind.Link, large.Name),
                Message =
                    $"Large packets from {large.Host.Host} may not arrive on {small.Host.Host}: {large.Name} has an MTU of "
                    + $"{large.Mtu} on the first and of {small.Mtu} on the second.",
                Repair = isNetwork
                    ? (ShellText)(
                        $"Give both hosts' underlays the same MTU, or recreate the network with --opt "
                        + $"com.docker.network.driver.mtu={small.Mtu + small.Overhead}."
                    )
                    : $"Give both hosts' underlays the same MTU, or set MTU {small.Mtu} under Backend in the network's "
                        + $"configuration and restart flanneld and dockerd.",
                Evidence = [.. new[] { large, small }.Select(one => new Evidence(one.Host.Host + ": " + one.At.Command, $"mtu {one.Mtu}"))],
            },
            [.. seen.Select(one => one.Host.Host)]
        );
    }

    /// <summary>A link's MTU on a host.</summary>
    private sealed record Seen(string Solution, string Key, string Name, LinkMtu At)
    {
        public HostDigest Host => At.Host;

        /// <summary>By how many bytes the network's option must exceed the MTU.</summary>
        public int Overhead { get; init; }

        public int Mtu => At.Mtu;
    }

    /// <summary>An MTU, and the command that shows it.</summary>
    private sealed record LinkMtu(HostDigest Host, int Mtu, string Command);
}
