using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>Finds containers on a solution, and connections of its agents; shared by the detectors.</summary>
internal static class Attachments
{
    /// <summary>
    /// Running or Idle, for a solution that is ready. Idle means that no container uses it, so the containers must have been seen.
    /// </summary>
    public static SolutionState StateOf(HostSnapshot host, IReadOnlyCollection<Attachment> attachments, bool canTell = true) =>
        attachments.Count > 0 || host.Containers is null || !canTell ? SolutionState.Running : SolutionState.Idle;

    /// <summary>Running containers with an endpoint on one of these networks.</summary>
    public static IReadOnlyList<Attachment> ByEndpoint(HostSnapshot host, IReadOnlyCollection<Network> networks) =>
        [
            .. from container in host.RunningContainers()
            where container.SharesNamespaceOf is null
            from endpoint in container.Endpoints
            let network = host.NetworkOf(endpoint)
            where network is not null && networks.Contains(network)
            select new Attachment(
                container,
                network,
                host.NamespaceOf(container).LinkOf(endpoint)?.Name,
                [.. new[] { endpoint.IPv4Address, endpoint.IPv6Address }.Where(address => address.Length > 0)]
            ),
        ];

    /// <summary>Running containers whose namespace holds a link that <paramref name="isOurs"/> picks.</summary>
    public static IReadOnlyList<Attachment> ByLink(HostSnapshot host, Func<Link, bool> isOurs) =>
        [
            .. from container in host.RunningContainers()
            where container.SharesNamespaceOf is null
            let inside = host.NamespaceOf(container)
            where inside is not null
            from link in inside.Links.OrNone()
            where isOurs(link)
            select new Attachment(
                container,
                NetworkOf(host, container, link),
                link.Name,
                [.. link.Addresses.Where(address => !HostQueries.IsLinkLocal(address.Address)).Select(address => address.Address)]
            ),
        ];

    /// <summary>Connections of a process to the address in a URL.</summary>
    public static IReadOnlyList<Evidence> ConnectionsTo(HostSnapshot host, string url, params string[] processes)
    {
        var hosts = url.Split(',')
            .Select(part => part.Contains("://") ? part[(part.IndexOf("://", StringComparison.Ordinal) + 3)..] : part)
            .Select(part => part.Split('/')[0])
            .ToList();
        return
        [
            .. (host.HostNamespace?.Connections)
                .OrNone()
                .Where(socket =>
                    socket.Process is not null
                    && processes.Contains(socket.Process)
                    && hosts.Contains($"{socket.RemoteAddress}:{socket.RemotePort}")
                )
                .Take(1)
                .Select(EvidenceFactory.Connection),
        ];
    }

    private static Network? NetworkOf(HostSnapshot host, Container container, Link link) =>
        container
            .Endpoints.Where(endpoint =>
                link.Addresses.Any(address => address.Address == endpoint.IPv4Address)
                || (endpoint.MacAddress.Length > 0 && endpoint.MacAddress == link.MacAddress)
            )
            .Select(host.NetworkOf)
            .FirstOrDefault(network => network is not null);
}
