using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Topology;

/// <summary>The engine's networks, and the namespaces that the engine keeps for them.</summary>
internal static class NetworkNodes
{
    public static void Draw(HostDrawing host)
    {
        foreach (var network in host.Snapshot.Networks.OrNone().Where(IsDrawn))
        {
            host.Add(Create(host, network));
        }

        foreach (var space in host.Snapshot.EngineNamespaces.OrderBy(space => space.Key, StringComparer.Ordinal))
        {
            Draw(host, space.Key, space.Value);
        }
    }

    private static bool IsDrawn(Network network) => network is { ConfigOnly: false, Driver: not ("host" or "null") };

    private static TopologyNode Create(HostDrawing host, Network network) =>
        new()
        {
            Id = TopologyIds.Network(host.Host, network.Id),
            Kind = TopologyNodeKind.Network,
            Name = network.Name,
            Host = host.Host,
            Parent = TopologyIds.Host(host.Host),
            Solution = host.OwnerOf(network),
            Domain = host.DomainOf(network),
            Addresses = [.. network.Pools.OrNone().Select(pool => pool.Subnet).OfType<string>()],
            Basis = IsSeen(host, network) ? Basis.Observed : Basis.Declared,
            Facts =
            [
                new("Driver", network.Driver.Length == 0 ? "none: not allocated" : network.Driver),
                new("Scope", network.Scope ?? "local"),
                .. network
                    .Pools.OrNone()
                    .Where(pool => pool.Gateway is { Length: > 0 })
                    .Select(pool => new TopologyFact("Gateway", pool.Gateway!)),
                .. Flag(network.Internal, "Internal"),
                .. Flag(network.Ingress, "Routing mesh"),
                .. EncryptionOf(host, network),
                new("Id", network.Id),
            ],
        };

    private static IEnumerable<TopologyFact> EncryptionOf(HostDrawing host, Network network) =>
        from footprint in host.Context.Footprints
        from channel in footprint.Channels.OrNone()
        where channel.Subject is NetworkChannel subject && subject.Network == network.Name && channel.Scheme != EncryptionScheme.None
        select new TopologyFact("Encryption", $"{channel.Scheme.Name()}, {channel.State.ToString()}");

    private static IEnumerable<TopologyFact> Flag(bool isSet, string name) => isSet ? [new(name, "yes")] : [];

    private static bool IsSeen(HostDrawing host, Network network) =>
        HostQueries.BridgeLinkOf(network) is { } bridge
            ? host.Snapshot.HostLinks().Any(link => link.Name == bridge)
            : host.Snapshot.EngineNamespaces.Keys.Any(name => OverlayNamespace.IsOf(name, network))
                || host.OwnerOf(network) is SolutionIds.Calico or SolutionIds.Weave;

    private static void Draw(HostDrawing host, string name, NetworkNamespace space)
    {
        var networks = host.Snapshot.Networks.OrNone();
        var own = networks.FirstOrDefault(network => OverlayNamespace.IsOf(name, network));
        var balanced = networks.FirstOrDefault(network => network.Driver == "overlay" && OverlayNamespace.LoadBalancerOf(network) == name);
        if (own is null && balanced is null && OverlayNamespace.IdIn(name) is null)
        {
            return;
        }

        host.Add(
            new()
            {
                Id = TopologyIds.Namespace(host.Host, name),
                Kind = TopologyNodeKind.Namespace,
                Name = name,
                Host = host.Host,
                Parent = TopologyIds.Host(host.Host),
                Network = own is null ? null : TopologyIds.Network(host.Host, own.Id),
                Solution = SolutionIds.DockerOverlay,
                Domain = own is null ? null : host.DomainOf(own),
                Facts = balanced is null ? [] : [new("Load balancer of", balanced.Name)],
            }
        );
        foreach (var link in space.Links.OrNone().Where(link => !link.IsLoopback && (link.Up || link.Addresses.Count > 0)))
        {
            DrawLink(host, name, link, own, balanced);
        }
    }

    private static void DrawLink(HostDrawing host, string space, Link link, Network? own, Network? balanced)
    {
        var kind =
            link.Kind == "bridge" ? TopologyNodeKind.Bridge
            : link.Vxlan is not null ? TopologyNodeKind.Tunnel
            : TopologyNodeKind.Vnic;
        if (kind == TopologyNodeKind.Vnic && balanced is null)
        {
            // The other end of a container's veth is part of the edge to its bridge.
            return;
        }

        var id = TopologyIds.LinkIn(host.Host, space, link.Name);
        var network = own ?? (kind == TopologyNodeKind.Vnic ? VnicEdges.NetworkOf(host, link) : null);
        host.Add(
            LinkNodes.Create(host, id, kind, link) with
            {
                Parent = TopologyIds.Namespace(host.Host, space),
                Network = network is null ? null : TopologyIds.Network(host.Host, network.Id),
                Solution = network is null ? null : host.OwnerOf(network),
                Domain = network is null ? null : host.DomainOf(network),
            }
        );
        if (kind == TopologyNodeKind.Tunnel && link.Master is { } master)
        {
            host.Edges.Add(Plug(id, TopologyIds.LinkIn(host.Host, space, master), []));
        }
        else if (kind == TopologyNodeKind.Vnic && FarEnd.Find(host, link) is { Node: { } node } far)
        {
            host.Edges.Add(Plug(id, node, far.Via));
        }
    }

    private static TopologyEdge Plug(string from, string to, IReadOnlyList<string> via) =>
        new()
        {
            From = from,
            To = to,
            Via = via,
            Kind = TopologyEdgeKind.Plug,
            Solution = SolutionIds.DockerOverlay,
        };
}
