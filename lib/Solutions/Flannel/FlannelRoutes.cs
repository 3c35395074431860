using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>A route to another host's containers, and what carries it.</summary>
/// <param name="Route">The route.</param>
/// <param name="Model">The network model.</param>
internal sealed record FlannelRoute(Route Route, NetworkModel Model)
{
    /// <summary>Flannel's link that it leads to; null if it leads to the other host itself.</summary>
    public Link? Link { get; init; }

    /// <summary>Whether it bypasses an existing tunnel (DirectRouting).</summary>
    public bool IsDirectRouting { get; init; }
}

/// <summary>
/// Finds the network model of each of Flannel's routes. A flannel.N device doesn't mean VXLAN to every peer (DirectRouting), and host-gw
/// has no device at all.
/// </summary>
internal static class FlannelRoutes
{
    public static IReadOnlyList<FlannelRoute> Find(HostSnapshot host, IReadOnlyList<FlannelLease> leases, IReadOnlyList<Link> links)
    {
        var ways = new List<FlannelRoute>();
        foreach (var route in host.HostRoutes().Where(route => route is { Type: "unicast", Device: not null }))
        {
            var destination = Subnet.Parse(route.Destination);
            if (destination is null || HostQueries.StaysOnLink(destination.Prefix))
            {
                continue;
            }

            var link = links.FirstOrDefault(candidate => candidate.Name == route.Device);
            var inNetwork = leases.Any(lease =>
                lease.Network?.Contains(destination) == true && lease.Subnet is { } own && !own.Contains(destination)
            );
            if (link is not null && (route.Protocol != "kernel" || inNetwork))
            {
                ways.Add(new FlannelRoute(route, FlannelLinks.ModelOf(link)!.Value) { Link = link });
            }
            else if (inNetwork && host.HostNamespace?.Links is not null && route.Gateway is not null && route.Protocol != "kernel")
            {
                ways.Add(new FlannelRoute(route, NetworkModel.HostGateway) { IsDirectRouting = links.Count > 0 });
            }
        }

        return ways;
    }

    public static string? Backend(HostSnapshot host, IReadOnlyList<Link> links, IReadOnlyList<FlannelRoute> ways)
    {
        var model = links.Select(FlannelLinks.ModelOf).FirstOrDefault() ?? ways.Select(way => (NetworkModel?)way.Model).FirstOrDefault();
        return model switch
        {
            NetworkModel.Vxlan => "vxlan",
            NetworkModel.Udp => "udp",
            NetworkModel.IPIP => "ipip",
            NetworkModel.WireGuard => "wireguard",
            NetworkModel.HostGateway => "host-gw",
            _ => HasIpsec(host) ? "ipsec" : null,
        };
    }

    /// <summary>Flannel's ipsec backend has no link: its ESP states carry request id 11 (backend/ipsec in Flannel's source).</summary>
    public static bool HasIpsec(HostSnapshot host) =>
        (host.HostNamespace?.XfrmStates).OrNone().Any(state => state is { Protocol: "esp", RequestId: 11 });
}
