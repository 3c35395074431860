using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Topology;

/// <summary>Running containers with their vNICs.</summary>
internal static class ContainerNodes
{
    private const string ServiceLabel = "com.docker.swarm.service.name";
    private const string ProjectLabel = "com.docker.compose.project";
    private const string ComposeServiceLabel = "com.docker.compose.service";

    public static void Draw(HostDrawing host)
    {
        var attached = host
            .Context.Footprints.SelectMany(footprint => footprint.Attachments.Select(one => (footprint.Solution, one)))
            .ToLookup(pair => pair.one.Container.Id);
        foreach (var container in host.Snapshot.RunningContainers().OrderBy(container => container.Name, StringComparer.Ordinal))
        {
            host.Add(Create(host, container));
            if (container.SharesNamespaceOf is { } other)
            {
                host.Edges.Add(Shares(host, container, other));
                continue;
            }

            var solutions = attached[container.Id].ToList();
            if (host.Snapshot.NamespaceOf(container)?.Links is { } links)
            {
                foreach (var link in links.Where(link => !link.IsLoopback && (link.Up || link.Addresses.Count > 0)))
                {
                    var owner = solutions.FirstOrDefault(pair => pair.one.LinkName == link.Name).Solution;
                    VnicEdges.Draw(host, container, link, owner);
                }
            }
            else
            {
                DrawDeclared(host, container);
            }
        }
    }

    private static TopologyNode Create(HostDrawing host, Container container) =>
        new()
        {
            Id = TopologyIds.Container(host.Host, container.Id),
            Kind = TopologyNodeKind.Container,
            Name = container.Name,
            Host = host.Host,
            Parent = TopologyIds.Host(host.Host),
            Group = GroupOf(container),
            Basis = host.Snapshot.NamespaceOf(container) is null ? Basis.Declared : Basis.Observed,
            Facts =
            [
                .. LinkNodes.Fact("Image", container.Image),
                .. LinkNodes.Fact("State", container.State),
                .. LinkNodes.Fact("Health", container.Health),
                .. LinkNodes.Fact("Network", container.NetworkMode == "host" ? "the host's own" : null),
                .. LinkNodes.Fact("Name server", string.Join(", ", (container.Resolver?.NameServers).OrNone())),
                .. container
                    .Ports.OrNone()
                    .Where(port => port.HostPort is not null)
                    .Select(port => new TopologyFact("Published port", $"{port.HostPort}/{port.Protocol} to {port.ContainerPort}")),
                new("Id", container.Id.Length > 12 ? container.Id[..12] : container.Id),
            ],
        };

    private static string? GroupOf(Container container) =>
        Label(container, ServiceLabel)
        ?? (Label(container, ProjectLabel) is { } project ? $"{project}/{Label(container, ComposeServiceLabel)}" : null);

    private static string? Label(Container container, string name) =>
        container.Labels.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    private static TopologyEdge Shares(HostDrawing host, Container container, string other) =>
        new()
        {
            From = TopologyIds.Container(host.Host, container.Id),
            To = TopologyIds.Container(host.Host, other),
            Kind = TopologyEdgeKind.Shares,
            Basis = Basis.Declared,
        };

    private static void DrawDeclared(HostDrawing host, Container container)
    {
        foreach (var endpoint in container.Endpoints.Where(endpoint => endpoint.EndpointId.Length > 0))
        {
            if (host.Snapshot.NetworkOf(endpoint) is not { } network || !host.Has(TopologyIds.Network(host.Host, network.Id)))
            {
                continue;
            }

            var id = TopologyIds.Vnic(host.Host, container.Id, network.Name);
            host.Add(
                new()
                {
                    Id = id,
                    Kind = TopologyNodeKind.Vnic,
                    Name = network.Name,
                    Host = host.Host,
                    Parent = TopologyIds.Container(host.Host, container.Id),
                    Network = TopologyIds.Network(host.Host, network.Id),
                    Solution = host.OwnerOf(network),
                    Domain = host.DomainOf(network),
                    Addresses = [.. Addresses(endpoint)],
                    Facts = [.. LinkNodes.Fact("MAC address", endpoint.MacAddress)],
                    Basis = Basis.Declared,
                }
            );
            host.Edges.Add(VnicEdges.Member(host, id, network));
        }
    }

    private static IEnumerable<string> Addresses(ContainerEndpoint endpoint)
    {
        if (endpoint.IPv4Address.Length > 0)
        {
            yield return $"{endpoint.IPv4Address}/{endpoint.IPv4PrefixLength}";
        }

        if (endpoint.IPv6Address.Length > 0)
        {
            yield return $"{endpoint.IPv6Address}/{endpoint.IPv6PrefixLength}";
        }
    }
}
