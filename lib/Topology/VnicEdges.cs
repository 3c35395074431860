using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Topology;

/// <summary>
/// The edge of a vNIC to its other end: in a bridge of the host, in an overlay network's namespace, or routed by the host.
/// </summary>
internal static class VnicEdges
{
    public static void Draw(HostDrawing host, Container container, Link link, string? owner)
    {
        var id = TopologyIds.Vnic(host.Host, container.Id, link.Name);
        var far = FarEnd.Find(host, link);
        var network = far.Network ?? EndpointNetwork(host, container, link);
        var solution = owner ?? (network is null ? null : host.OwnerOf(network));
        host.Add(
            LinkNodes.Create(host, id, TopologyNodeKind.Vnic, link) with
            {
                Parent = TopologyIds.Container(host.Host, container.Id),
                Network = network is null ? null : TopologyIds.Network(host.Host, network.Id),
                Solution = solution,
                Domain = network is null ? owner : host.DomainOf(network),
            }
        );
        if (far.Node is { } node)
        {
            host.Edges.Add(
                new()
                {
                    From = id,
                    To = node,
                    Kind = far.IsRouted ? TopologyEdgeKind.Route : TopologyEdgeKind.Plug,
                    Via = far.Via,
                    Solution = solution,
                }
            );
        }
        else if (network is not null && host.Has(TopologyIds.Network(host.Host, network.Id)))
        {
            host.Edges.Add(Member(host, id, network));
        }
    }

    /// <summary>The edge of an endpoint whose kernel part was not seen.</summary>
    public static TopologyEdge Member(HostDrawing host, string vnic, Network network) =>
        new()
        {
            From = vnic,
            To = TopologyIds.Network(host.Host, network.Id),
            Kind = TopologyEdgeKind.Member,
            Solution = host.OwnerOf(network),
            State = TopologyEdgeState.DeclaredOnly,
            Basis = Basis.Declared,
        };

    /// <summary>The network whose namespace or bridge has the other end of a link; null if it wasn't seen.</summary>
    public static Network? NetworkOf(HostDrawing host, Link link) => FarEnd.Find(host, link).Network;

    private static Network? EndpointNetwork(HostDrawing host, Container container, Link link)
    {
        var inside = host.Snapshot.NamespaceOf(container);
        var endpoint = container.Endpoints.FirstOrDefault(candidate => ReferenceEquals(inside.LinkOf(candidate), link));
        return endpoint is null ? null : host.Snapshot.NetworkOf(endpoint);
    }
}

/// <summary>The other end of a vNIC.</summary>
/// <param name="Node">The node that it is plugged into, or null if it was not seen.</param>
/// <param name="Network">The engine's network of that node, or null.</param>
/// <param name="Via">The other end itself.</param>
/// <param name="IsRouted">Whether the host routes to it.</param>
internal sealed record FarEnd(string? Node, Network? Network, IReadOnlyList<string> Via, bool IsRouted)
{
    private static readonly FarEnd s_unseen = new(null, null, [], false);

    public static FarEnd Find(HostDrawing host, Link link) =>
        link.Kind is "macvlan" or "ipvlan" ? OnParent(host, link) : OnHost(host, link) ?? InNamespace(host, link) ?? s_unseen;

    private static FarEnd OnParent(HostDrawing host, Link link) =>
        host.Snapshot.HostLinks().FirstOrDefault(candidate => candidate.Index == link.PeerIndex) is { } parent
            ? new(TopologyIds.Link(host.Host, parent.Name), null, [], false)
            : s_unseen;

    private static FarEnd? OnHost(HostDrawing host, Link link)
    {
        if (host.Snapshot.HostEndOf(link) is not { } end)
        {
            return null;
        }

        return end.Master is { } master && host.Has(TopologyIds.Link(host.Host, master))
            ? new(
                TopologyIds.Link(host.Host, master),
                host.Bridges.TryGetValue(master, out var network) ? network : null,
                [end.Name],
                false
            )
            : new(TopologyIds.Host(host.Host), null, [end.Name], true);
    }

    /// <summary>
    /// Finds the end in an engine namespace. Indices are only unique within a namespace, so an end must be in a bridge there.
    /// </summary>
    private static FarEnd? InNamespace(HostDrawing host, Link link)
    {
        var found =
            from space in host.Snapshot.EngineNamespaces
            where OverlayNamespace.IdIn(space.Key) is not null
            from end in space.Value.Links.OrNone()
            where end.Kind == "veth" && end.Master is not null && end.Index == link.PeerIndex
            where end.PeerIndex is null || end.PeerIndex == link.Index
            let network = host.Snapshot.Networks.OrNone().FirstOrDefault(one => OverlayNamespace.IsOf(space.Key, one))
            where network is not null && Carries(network, link)
            select new FarEnd(TopologyIds.LinkIn(host.Host, space.Key, end.Master!), network, [$"{end.Name} in {space.Key}"], false);
        return found.FirstOrDefault();
    }

    private static bool Carries(Network network, Link link)
    {
        var subnets = HostQueries.SubnetsOf(network).ToList();
        return subnets.Count == 0
            || link.Addresses.Count == 0
            || link.Addresses.Any(address => subnets.Any(subnet => Subnet.Parse(address.ToString()) is { } own && subnet.Overlaps(own)));
    }
}
