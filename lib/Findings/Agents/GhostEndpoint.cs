using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// An endpoint that the engine lists with an address, though the container has no such link. A failed join leaves such an entry (joining a
/// second Calico network does).
/// </summary>
internal sealed class GhostEndpoint : SolutionFindingRule
{
    protected override IEnumerable<Finding> Find(HostSnapshot host, Footprint footprint) =>
        from container in host.RunningContainers()
        from endpoint in container.Endpoints
        let network = host.NetworkOf(endpoint)
        where network is not null && footprint.Networks.Contains(network) && network.Driver != "overlay" && endpoint.IPv4Address.Length > 0
        let links = host.NamespaceOf(container)?.Links
        where links is null ? IsGhostByApi(network, endpoint) : host.NamespaceOf(container).LinkOf(endpoint) is null
        select Found(
            Severity.Warning,
            new(SubjectKind.Container, container.Name),
            $"Container {container.Name} is listed on network {network.Name} with {endpoint.IPv4Address}, but has no such vNIC.",
            $"docker network disconnect -f {network.Name} {container.Name}",
            [.. Shown(container, network, endpoint, links)]
        );

    private static IEnumerable<Evidence> Shown(Container container, Network network, ContainerEndpoint endpoint, IReadOnlyList<Link>? links)
    {
        var listed = $"{network.Name}: IPAddress {endpoint.IPv4Address}, Gateway \"{endpoint.IPv4Gateway}\"";
        yield return EvidenceFactory.Container(container, listed);
        if (links is not null)
        {
            var names = string.Join(", ", links.Select(link => link.Name));
            yield return EvidenceFactory.Inside(container, "ip addr", $"no {endpoint.IPv4Address}; links {names}");
        }
    }

    /// <summary>Without a look inside: Calico's endpoints that work have the gateway 169.254.1.1.</summary>
    private static bool IsGhostByApi(Network network, ContainerEndpoint endpoint) =>
        network.Driver == "calico" && endpoint.IPv4Gateway.Length == 0;
}
