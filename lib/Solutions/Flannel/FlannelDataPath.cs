using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>Finds what carries Flannel's packets to other hosts, their encryption, and their destinations.</summary>
internal static class FlannelDataPath
{
    public static IReadOnlyList<Carrier>? Carriers(IReadOnlyList<Link> links, IReadOnlyList<FlannelRoute> ways)
    {
        var used = ways.GroupBy(way => (way.Model, way.Route.Device))
            .Select(group => new Carrier(
                group.Key.Model,
                PathOf(group.First().Link, group.Key.Device) with
                {
                    IsDirectRouting = group.First().IsDirectRouting,
                    Destinations = [.. group.Select(way => way.Route.Destination)],
                },
                Basis.Observed,
                [.. group.Take(4).Select(way => EvidenceFactory.Route(way.Route))]
            ))
            .ToList();
        if (used.Count == 0)
        {
            used.AddRange(
                links
                    .Select(link => (link, model: FlannelLinks.ModelOf(link)))
                    .Where(pair => pair.model is not null)
                    .Select(pair => new Carrier(
                        pair.model!.Value,
                        PathOf(pair.link, pair.link.Name),
                        Basis.Observed,
                        [EvidenceFactory.Link(pair.link)]
                    ))
            );
        }

        return used.Count == 0 ? null : used;
    }

    public static IReadOnlyList<Channel>? Channels(
        HostSnapshot host,
        IReadOnlyList<HostProcess> agents,
        IReadOnlyList<FlannelRoute> ways,
        IReadOnlyList<Link> links
    )
    {
        var used = ways.Select(way => (way.Model, Evidence: EvidenceFactory.Route(way.Route)));
        var standing = links.Select(link => (Model: FlannelLinks.ModelOf(link)!.Value, Evidence: EvidenceFactory.Link(link)));
        var data = used.Concat(standing)
            .GroupBy(pair => SchemeOf(host, pair.Model))
            .Select(group => new Channel(new DataPath(null), group.Key, Basis.Observed, [.. group.Take(2).Select(pair => pair.Evidence)])
            {
                Sign = group.Key == EncryptionScheme.None ? new(ChannelSignKind.PlainCarrier) { Carrier = group.First().Model } : null,
            })
            .ToList();
        if (FlannelStores.Control(agents) is { } control)
        {
            data.Add(control);
        }

        return data.Count == 0 ? null : data;
    }

    private static RoutedPath PathOf(Link? link, string? device) =>
        new()
        {
            Link = device,
            Vni = link?.Vxlan?.Vni,
            Port = link?.Vxlan?.Port,
            Agent = link is not null && FlannelLinks.IsTun(link) ? "flanneld" : null,
        };

    private static EncryptionScheme SchemeOf(HostSnapshot host, NetworkModel model) =>
        model == NetworkModel.WireGuard ? EncryptionScheme.WireGuard
        : FlannelRoutes.HasIpsec(host) ? EncryptionScheme.IPsec
        : EncryptionScheme.None;

    public static IReadOnlyList<Peer>? Peers(HostSnapshot host, IReadOnlyList<FlannelRoute> ways)
    {
        var peers = new List<Peer>();
        foreach (var way in ways.Where(way => way.Route.Gateway is not null))
        {
            var entry = way.Model != NetworkModel.Vxlan ? null : RemoteAddresses.ForwardingTo(host, way.Route);
            peers.Add(
                entry is not null ? new Peer(entry.Destination!, Reachability.Direct, null, EvidenceFactory.Forwarding(null, entry))
                : way.Model == NetworkModel.HostGateway
                    ? new Peer(way.Route.Gateway!, Reachability.Direct, null, EvidenceFactory.Route(way.Route))
                : new Peer(way.Route.Destination, Reachability.Unknown, null, EvidenceFactory.Route(way.Route))
            );
        }

        return peers.Count == 0 ? null : peers;
    }
}
