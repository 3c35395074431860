using NetAudit.Findings;
using NetAudit.Model;

namespace NetAudit.Cluster;

/// <summary>
/// A host routes a bridge network's range to that network's host (a static route, or a VPN's). That host drops packets for a container that
/// don't come by its bridge. Engines do so from 28 on, before the route lookup, and earlier for ports that aren't published (moby#51015,
/// #49498). Flannel's and Calico's routes have rules of their own.
/// </summary>
internal sealed class RouteToBridgeDropped : IClusterRule
{
    public IEnumerable<ClusterFinding> Find(ClusterContext cluster) =>
        from host in cluster.Hosts
        from bridge in host.ClosedBridges
        from other in cluster.Hosts
        where !ReferenceEquals(host, other)
        from route in other.Routes
        where bridge.Addresses.Contains(route.Gateway) && route.Subnet.Overlaps(bridge.Subnet) && !IsOfSolution(host, bridge)
        select Found(other, host, bridge, route);

    private static bool IsOfSolution(HostDigest host, ClosedBridge bridge) =>
        host.Calico is not null || host.Flannel?.Leases.Any(lease => lease.Overlaps(bridge.Subnet)) == true;

    private static ClusterFinding Found(HostDigest from, HostDigest host, ClosedBridge bridge, RouteDigest route) =>
        new(
            new()
            {
                Severity = Severity.Error,
                Subject = new(SubjectKind.Network, bridge.Network),
                Message =
                    $"{from.Host} doesn't reach containers on network {bridge.Network} of {host.Host} by their own addresses, "
                    + $"though it routes {route.Subnet} there: {bridge.Words} on {host.Host} drops packets that don't come by "
                    + "the network's bridge.",
                Repair =
                    $"Publish the ports that are needed (-p). Or recreate the network with open addresses: docker network "
                    + $"create -o com.docker.network.bridge.gateway_mode_ipv4=nat-unprotected --subnet {bridge.Subnet} "
                    + $"{bridge.Network}. Or start dockerd with --allow-direct-routing (28.2 and later), and accept the packets "
                    + $"in DOCKER-USER.",
                Evidence =
                [
                    new Evidence($"{from.Host}: ip route", $"{route.Subnet} via {route.Gateway}"),
                    .. bridge.Evidence.Select(one => one with { Source = $"{host.Host}: {one.Source}" }),
                ],
            },
            [from.Host, host.Host]
        );
}
