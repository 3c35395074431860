using NetAudit.Model;
using NetAudit.PacketPath.Routing;
using NetAudit.Solutions;

namespace NetAudit.Topology;

/// <summary>
/// Edges that the kernel routes: from a solution's bridges to the host's tunnels and links, and from a bridge out of the host.
/// </summary>
internal static class RouteEdges
{
    public static void Draw(HostDrawing host)
    {
        foreach (var footprint in host.Context.Footprints.Where(one => one.Solution != SolutionIds.DockerOverlay))
        {
            DrawSolution(host, footprint);
        }

        DrawWayOut(host);
    }

    /// <summary>The tunnels of the host's own namespace that a solution uses; empty if it routes, or switches in user space.</summary>
    public static IReadOnlyList<TopologyNode> TunnelsOf(HostDrawing host, Footprint footprint) =>
        [
            .. footprint
                .OwnLinks.Select(name => host.Find(TopologyIds.Link(host.Host, name)))
                .OfType<TopologyNode>()
                .Where(node => node.Kind == TopologyNodeKind.Tunnel),
        ];

    private static void DrawSolution(HostDrawing host, Footprint footprint)
    {
        var tunnels = TunnelsOf(host, footprint);
        var bridges = host.Nodes.Where(node => node.Kind == TopologyNodeKind.Bridge && node.Solution == footprint.Solution).ToList();
        var hasRouted = host.Edges.Any(edge => edge.Kind == TopologyEdgeKind.Route && edge.Solution == footprint.Solution);
        var outer = UnderlayPaths.Links(host.Snapshot, footprint).Select(link => TopologyIds.Link(host.Host, link.Name)).ToList();
        var plugged = new HashSet<string>(host.Edges.Where(edge => edge.Kind == TopologyEdgeKind.Plug).Select(edge => edge.From));
        foreach (var tunnel in tunnels)
        {
            // A tunnel that is plugged into a bridge or switch needs no route.
            foreach (var from in plugged.Contains(tunnel.Id) ? [] : Sources(host, bridges, hasRouted))
            {
                host.Edges.Add(Edge(from, tunnel.Id, TopologyEdgeKind.Route, footprint));
            }

            foreach (var link in outer)
            {
                host.Edges.Add(Edge(tunnel.Id, link, TopologyEdgeKind.Underlay, footprint));
            }
        }

        if (tunnels.Count == 0)
        {
            foreach (var (from, link) in Sources(host, bridges, hasRouted).SelectMany(_ => outer, (from, link) => (from, link)))
            {
                host.Edges.Add(Edge(from, link, TopologyEdgeKind.Underlay, footprint));
            }
        }
    }

    private static IReadOnlyList<string> Sources(HostDrawing host, IReadOnlyList<TopologyNode> bridges, bool hasRouted) =>
        [.. bridges.Select(bridge => bridge.Id), .. hasRouted ? [TopologyIds.Host(host.Host)] : Array.Empty<string>()];

    private static TopologyEdge Edge(string from, string to, TopologyEdgeKind kind, Footprint footprint) =>
        new()
        {
            From = from,
            To = to,
            Kind = kind,
            Solution = footprint.Solution,
        };

    /// <summary>Draws the way out of a bridge: packets for other destinations leave through the default route's link.</summary>
    private static void DrawWayOut(HostDrawing host)
    {
        if (
            RouteLookup.Create(host.Snapshot.HostNamespace) is not { } lookup
            || RouteQuery.Create("192.0.2.1") is not { } query
            || lookup.Find(query) is not { IsUnicast: true, Link: { } link }
            || !host.Has(TopologyIds.Link(host.Host, link.Name))
        )
        {
            return;
        }

        var known = new HashSet<(string, string)>(host.Edges.Select(edge => (edge.From, edge.To)));
        foreach (var bridge in host.Context.Bridges.Where(bridge => bridge is { Link: not null, Network.Internal: false }))
        {
            var (from, to) = (TopologyIds.Link(host.Host, bridge.LinkName), TopologyIds.Link(host.Host, link.Name));
            if (host.Has(from) && !known.Contains((from, to)))
            {
                host.Edges.Add(
                    new()
                    {
                        From = from,
                        To = to,
                        Kind = TopologyEdgeKind.Route,
                    }
                );
            }
        }
    }
}
