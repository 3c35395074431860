using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// No name server in a container's resolv.conf can answer it. The engine's own resolver (127.0.0.11, a socket of dockerd in the container's
/// namespace) is missing, or another loopback address has no listener. Or no route leads to the server. Or it is an address of this host
/// without a listener on port 53, or the packet filter drops queries from the bridge. Or nobody on the container's network has it. The same
/// goes for the servers that the engine's resolver asks. Whether a server beyond the host answers isn't known.
/// </summary>
internal sealed class ContainerResolverDead : IFindingRule
{
    /// <inheritdoc />
    public HostFacts Needs => HostFacts.Containers | HostFacts.Networks | HostFacts.ContainerNamespaces;

    /// <inheritdoc />
    public IEnumerable<Finding> Find(HostContext host) =>
        from container in host.Snapshot.RunningContainers()
        where container.SharesNamespaceOf is null && container.Resolver is { NameServers.Count: > 0 }
        let inside = host.Snapshot.NamespaceOf(container)
        where HasWayOut(inside) && IsPlain(host.Snapshot, container)
        let dead = AllDead(container.Resolver!.NameServers, server => DeadServer.Find(host, container, inside!, server))
        let upstream = dead is null ? AllDead(Upstream(host, container), server => DeadServer.FindUpstream(host, container, server)) : null
        where (dead ?? upstream) is not null
        select dead is not null ? Found(container, dead) : FoundUpstream(container, upstream!);

    /// <summary>Why none of the servers can answer; null if one may, or if there is none.</summary>
    private static List<DeadServer>? AllDead(IReadOnlyList<string> servers, Func<string, DeadServer?> find)
    {
        var reasons = servers.Select(find).ToList();
        return reasons.Count > 0 && reasons.TrueForAll(reason => reason is not null) ? [.. reasons.OfType<DeadServer>()] : null;
    }

    /// <summary>The servers that the engine's resolver asks for a container with a network that leads outside.</summary>
    private static IReadOnlyList<string> Upstream(HostContext host, Container container) =>
        container.Resolver!.NameServers is [DeadServer.Embedded]
        && container.Endpoints.Any(one => HostIndex.Get(host.Snapshot).NetworkById(one.NetworkId) is { Internal: false })
            ? [.. (container.Resolver.Upstream ?? container.DnsServers).OrNone()]
            : [];

    /// <summary>Whether the container has a network at all: on network none it resolves no names, by design.</summary>
    private static bool HasWayOut(NetworkNamespace? inside) =>
        inside?.Links is { } links && links.Any(link => !link.IsLoopback && link.Addresses.Count > 0);

    /// <summary>Virtual machines and gVisor have sockets and routes of their own.</summary>
    private static bool IsPlain(HostSnapshot host, Container container) =>
        (container.Runtime ?? host.Engine?.DefaultRuntime) is null or "runc" or "crun" or "io.containerd.runc.v2";

    private static Finding FoundUpstream(Container container, IReadOnlyList<DeadServer> servers) =>
        Found(container, servers) with
        {
            Message =
                $"Container {container.Name} can look up names of containers only: "
                + $"{string.Join("; ", servers.Select(DescribeUpstream))}.",
            Evidence =
            [
                EvidenceFactory.Container(container, $"Dns {string.Join(", ", servers.Select(server => server.Address))}"),
                .. servers.SelectMany(server => server.Evidence),
            ],
        };

    private static Finding Found(Container container, IReadOnlyList<DeadServer> servers) =>
        new()
        {
            Severity = Severity.Error,
            Subject = new(SubjectKind.Container, container.Name),
            Message = $"Container {container.Name} can't look up names: {string.Join("; ", servers.Select(Describe))}.",
            Repair = ShellText.Join("\n", servers.Select(server => server.Remedy).Distinct()),
            Evidence =
            [
                EvidenceFactory.Inside(
                    container,
                    "cat /etc/resolv.conf",
                    string.Join(", ", servers.Select(server => "nameserver " + server.Address))
                ),
                .. servers.SelectMany(server => server.Evidence),
            ],
        };

    private static string DescribeUpstream(DeadServer server) =>
        $"server {server.Address}, which the engine's resolver asks for all others, can't answer, because {server.Reason}";

    private static string Describe(DeadServer server) => $"its name server {server.Address} can't answer, because {server.Reason}";
}
