using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>Calico's data path: a route per container over a veth without a bridge, and routes to other hosts' blocks.</summary>
internal static class CalicoRoutes
{
    /// <summary>veths named cali… that belong to no bridge and have a host route: the name alone is not enough.</summary>
    public static IReadOnlyList<Link> WorkloadLinks(HostSnapshot host) =>
        [
            .. host.HostLinks()
                .Where(link =>
                    link is { Kind: "veth", Master: null }
                    && link.Name.StartsWith("cali", StringComparison.Ordinal)
                    && HostRouteOver(host, link) is not null
                ),
        ];

    public static bool IsTunnel(Link link) =>
        link
            is { Name: "tunl0", Kind: "ipip" }
                or { Name: "vxlan.calico", Kind: "vxlan" }
                or { Name: "vxlan-v6.calico", Kind: "vxlan" }
                or { Name: "wireguard.cali", Kind: "wireguard" };

    /// <summary>Routes to other hosts' blocks: over one of its tunnels, or made by its BGP daemon.</summary>
    public static IEnumerable<Route> Remote(HostSnapshot host)
    {
        var tunnels = host.HostLinks().Where(IsTunnel).Select(link => link.Name).ToList();
        return host.HostRoutes()
            .Where(route =>
                route is { Type: "unicast", Device: not null, Gateway: not null }
                && (route.Protocol == "bird" || tunnels.Contains(route.Device!))
            )
            .Concat(
                host.HostRoutes()
                    .Where(route =>
                        route is { Type: "unicast", Gateway: null, Device: "wireguard.cali" } && tunnels.Contains("wireguard.cali")
                    )
            );
    }

    public static string? Backend(HostSnapshot host, IEnumerable<Container> nodes)
    {
        var models = Remote(host).Select(ModelOf).ToList();
        var configured = nodes
            .SelectMany(node => node.Environment.OrNone())
            .FirstOrDefault(variable => variable.Name == "CALICO_NETWORKING_BACKEND")
            ?.Value;
        return models.Contains(NetworkModel.Vxlan)
            || (models.Count == 0 && host.HostLinks().Any(link => link is { Kind: "vxlan" } && IsTunnel(link)))
                ? "vxlan"
            : models.Contains(NetworkModel.IPIP) ? "ipip"
            : models.Count > 0
            || configured is "bird"
            || host.ProcessesNamed("bird").Count > 0
            || host.HostRoutes().Any(route => route.Protocol == "bird")
                ? "bgp"
            : configured;
    }

    public static List<Carrier>? Carriers(HostSnapshot host, IReadOnlyList<Link> workloads)
    {
        var carriers = Remote(host)
            .GroupBy(ModelOf)
            .Select(group => new Carrier(
                group.Key,
                new RoutedPath
                {
                    Link = group.All(route => route.Device == group.First().Device) ? group.First().Device : null,
                    Agent = group.Key == NetworkModel.Layer3 ? "BGP" : null,
                    Destinations = [.. group.Select(route => route.Destination)],
                },
                Basis.Observed,
                [.. group.Take(4).Select(EvidenceFactory.Route)]
            ))
            .ToList();
        if (carriers.Count == 0)
        {
            carriers.AddRange(
                workloads
                    .Take(1)
                    .Select(link => new Carrier(
                        NetworkModel.Layer3,
                        new RoutedPath(),
                        Basis.Observed,
                        [EvidenceFactory.Route(HostRouteOver(host, link)!)]
                    ))
            );
        }

        return carriers.Count == 0 ? null : carriers;
    }

    public static List<Channel>? Channels(HostSnapshot host, IReadOnlyList<Link> workloads) =>
        Carriers(host, workloads)?.Select(carrier => ChannelOf(carrier)).ToList();

    public static List<Peer>? Peers(HostSnapshot host)
    {
        var peers = Remote(host)
            .Where(route => route.Gateway is not null)
            .GroupBy(route => route.Gateway!)
            .Select(group => new Peer(group.Key, Reachability.Direct, null, EvidenceFactory.Route(group.First())))
            .ToList();
        return peers.Count == 0 ? null : peers;
    }

    public static IReadOnlyList<RemoteAddress> Remotes(HostSnapshot host, IReadOnlyList<Attachment> attachments) =>
        RemoteAddresses.Behind(host, Remote(host).Select(route => (route, ModelOf(route))), [], attachments);

    public static List<OwnedSubnet> Subnets(HostSnapshot host, IEnumerable<Network> networks) =>
        [.. networks.SelectMany(OwnedSubnet.FromNetwork).Where(owned => owned.Subnet.Length > 0), .. Blocks(host)];

    public static IReadOnlyList<Attachment> Workloads(HostSnapshot host, IReadOnlyList<Link> workloads, IReadOnlyList<Network> networks)
    {
        var byLink = Attachments.ByLink(host, link => host.HostEndOf(link) is { } end && workloads.Contains(end));
        return
        [
            .. byLink,
            .. Attachments.ByEndpoint(host, networks).Where(one => byLink.All(other => other.Container.Id != one.Container.Id)),
        ];
    }

    private static Channel ChannelOf(Carrier carrier) =>
        carrier.Model == NetworkModel.WireGuard
            ? new Channel(new DataPath(carrier.Model), EncryptionScheme.WireGuard, Basis.Observed, carrier.Evidence)
            : new Channel(new DataPath(carrier.Model), EncryptionScheme.None, Basis.Observed, carrier.Evidence)
            {
                Sign = new(ChannelSignKind.PlainCarrier),
            };

    /// <summary>This host's own blocks: its BGP daemon adds a blackhole route for each.</summary>
    private static IEnumerable<OwnedSubnet> Blocks(HostSnapshot host) =>
        from route in host.HostRoutes()
        where route is { Type: "blackhole", Protocol: "bird" }
        let subnet = Subnet.Parse(route.Destination)
        where subnet is not null
        select new OwnedSubnet(subnet, new(SubnetOwnerKind.HostLease, "this host's block"), EvidenceFactory.Route(route));

    private static Route? HostRouteOver(HostSnapshot host, Link link) =>
        host.HostRoutes()
            .FirstOrDefault(route =>
                route.Device == link.Name
                && route.Gateway is null
                && Subnet.Parse(route.Destination) is { } subnet
                && subnet.Length == (subnet.Family == 4 ? 32 : 128)
                && !HostQueries.IsLinkLocal(subnet.Prefix)
            );

    private static NetworkModel ModelOf(Route route) =>
        route.Device switch
        {
            "tunl0" => NetworkModel.IPIP,
            "vxlan.calico" or "vxlan-v6.calico" => NetworkModel.Vxlan,
            "wireguard.cali" => NetworkModel.WireGuard,
            _ => NetworkModel.Layer3,
        };
}
