using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Aspects;

/// <summary>
/// Whether a container finds another by name: where its resolv.conf leads, and whether that server knows containers. Docker's own server
/// (127.0.0.11) knows the names of the container's networks; the host's servers know none. If servers were asked from inside, their answers
/// decide.
/// </summary>
internal sealed class NameService : IAspectObserver
{
    private const string EngineServer = "127.0.0.11";
    private const string Podman = "Podman Engine";

    public string Aspect => AspectIds.NameService;

    public Observation Observe(HostSnapshot host, Footprint footprint)
    {
        var records = ProbeEvaluation.Find(host, footprint, ProbeCheck.NameService);
        var configured = Configured(host, footprint);
        return records.Count == 0 ? configured : NameAnswers.Judge(configured, records);
    }

    private static Observation Configured(HostSnapshot host, Footprint footprint)
    {
        var containers = footprint
            .Attachments.GroupBy(attachment => attachment.Container.Id)
            .Select(group => group.First().Container)
            .ToList();
        var seen = containers.Where(container => container.Resolver is not null).ToList();
        return ByOwnServer(footprint, containers, seen)
            ?? ByEngine(footprint, seen)
            ?? ByPodman(host, footprint, seen)
            ?? (seen.Count == 0 ? ByDeclaredNames(host, footprint, containers) : null)
            ?? ByOtherServers(host, footprint, containers, seen);
    }

    private static Observation? ByOwnServer(Footprint footprint, IReadOnlyList<Container> containers, IReadOnlyList<Container> seen)
    {
        if (footprint.NameServer is not { Enabled: true } own)
        {
            return null;
        }

        var asking = seen.Where(container => container.Resolver!.NameServers.Any(own.Addresses.Contains)).ToList();
        var through = seen.Except(asking).Where(container => AskedOn(container).Any(own.Addresses.Contains)).ToList();
        var isSearched =
            own.Domain is not null && seen.Any(container => container.Resolver!.Search.Any(domain => domain.TrimEnd('.') == own.Domain));
        return new Observation
        {
            Values = [AspectValue.Yes],
            Facts = new OwnNameServerFacts(own, asking, isSearched)
            {
                ThroughEngine = through,
                Others = [.. seen.Except(asking).Except(through)],
                NotSeen = [.. containers.Except(seen)],
            },
            Basis = Basis.Observed,
            Evidence = [.. own.Evidence, .. asking.Take(3).Select(ResolvConf), .. through.Take(3).SelectMany(Both)],
        };

        static IEnumerable<Evidence> Both(Container container) =>
            [
                ResolvConf(container),
                .. container.DnsServers is { Count: > 0 } servers
                    ? [EvidenceFactory.Container(container, $"HostConfig.Dns {string.Join(" ", servers)}")]
                    : Array.Empty<Evidence>(),
            ];
    }

    /// <summary>
    /// The servers that the engine's server asks for names that it doesn't know: those given to the container (--dns). Newer engines write
    /// them into resolv.conf too.
    /// </summary>
    private static IReadOnlyList<string> AskedOn(Container container) =>
        container.Resolver!.NameServers.Contains(EngineServer) ? (container.Resolver.Upstream ?? container.DnsServers).OrNone() : [];

    private static Observation? ByEngine(Footprint footprint, IReadOnlyList<Container> seen)
    {
        var onNamed = new HashSet<string>(
            footprint.Attachments.Where(attachment => IsNamed(attachment.Network)).Select(attachment => attachment.Container.Id)
        );
        var asking = seen.Where(container => container.Resolver!.NameServers.Contains(EngineServer) && onNamed.Contains(container.Id))
            .ToList();
        return asking.Count == 0
            ? null
            : new Observation
            {
                Values = [AspectValue.Yes],
                Facts = new EngineNameServerFacts(EngineServer, asking) { Networks = NamedNetworks(footprint) },
                Basis = Basis.Observed,
                Evidence = [.. asking.Take(4).Select(ResolvConf)],
            };
    }

    /// <summary>Podman's server, aardvark-dns, listens at the gateway of each user-defined network, and resolv.conf leads there.</summary>
    private static Observation? ByPodman(HostSnapshot host, Footprint footprint, IReadOnlyList<Container> seen)
    {
        var asking = (
            from attachment in footprint.Attachments
            where host.Engine?.Component == Podman && IsNamed(attachment.Network) && seen.Contains(attachment.Container)
            from endpoint in attachment.Container.Endpoints
            where host.NetworkOf(endpoint) == attachment.Network
            where endpoint.IPv4Gateway.Length > 0 && attachment.Container.Resolver!.NameServers.Contains(endpoint.IPv4Gateway)
            select (attachment.Container, endpoint.IPv4Gateway)
        ).ToList();
        return asking.Count == 0
            ? null
            : new Observation
            {
                Values = [AspectValue.Yes],
                Facts = new EngineNameServerFacts(asking[0].IPv4Gateway, [.. asking.Select(one => one.Container).Distinct()])
                {
                    Networks = NamedNetworks(footprint),
                    IsPodmans = true,
                },
                Basis = Basis.Observed,
                Evidence = [.. asking.Take(4).Select(one => ResolvConf(one.Container))],
            };
    }

    /// <summary>
    /// From API 1.44 on, the engine lists the names that its server answers for (DNSNames). Earlier engines list only aliases.
    /// </summary>
    private static Observation? ByDeclaredNames(HostSnapshot host, Footprint footprint, IReadOnlyList<Container> containers)
    {
        var named = (
            from container in containers
            from endpoint in container.Endpoints
            let network = endpoint.Names.Count > 0 ? host.NetworkOf(endpoint) : null
            where network is not null && footprint.Networks.Contains(network) && IsNamed(network)
            select (Container: container, Endpoint: endpoint)
        ).ToList();
        return named.Count == 0
            ? null
            : new Observation
            {
                Values = [AspectValue.Yes],
                Facts = new DeclaredNameFacts(EngineServer, [.. named.Select(pair => pair.Endpoint)]),
                Basis = Basis.Declared,
                Evidence = [.. named.Take(4).Select(pair => Names(pair.Container, pair.Endpoint))],
            };
    }

    /// <summary>A container that asks the engine's server because of another network shows nothing of this solution.</summary>
    private static Observation ByOtherServers(
        HostSnapshot host,
        Footprint footprint,
        IReadOnlyList<Container> containers,
        IReadOnlyList<Container> seen
    )
    {
        var own = footprint.NameServer;
        var elsewhere = seen.Where(container => !container.Resolver!.NameServers.Contains(EngineServer)).ToList();
        if (host.Networks is null && elsewhere.Count < seen.Count)
        {
            // Without the engine's networks, it isn't known because of which network a container asks the engine's server.
            return Observation.NotSeen(NotSeenCause.NetworksOfContainers, own?.Evidence);
        }

        if (elsewhere.Count == 0)
        {
            var cause =
                containers.Count == 0 ? NotSeenCause.NoContainerToAsk
                : seen.Count == 0 ? NotSeenCause.ResolverFiles
                : NotSeenCause.AskedForOtherNetworks;
            return Observation.NotSeen(cause, own?.Evidence);
        }

        var servers = elsewhere.SelectMany(container => container.Resolver!.NameServers).Distinct().ToList();
        return new Observation
        {
            Values = [AspectValue.No],
            Facts = new ForeignNameServerFacts(elsewhere, servers, IsOwnOff: own is not null) { NotCounted = [.. seen.Except(elsewhere)] },
            Basis = Basis.Observed,
            Evidence = [.. elsewhere.Take(4).Select(ResolvConf), .. (own?.Evidence).OrNone()],
        };
    }

    /// <summary>The engine's server knows names on user-defined networks, and none on the default bridge.</summary>
    private static bool IsNamed(Network? network) => network is not null and not { Name: "bridge", Driver: "bridge" };

    private static ILookup<string, string> NamedNetworks(Footprint footprint) =>
        footprint
            .Attachments.Where(attachment => IsNamed(attachment.Network))
            .Select(attachment => (attachment.Container.Id, attachment.Network!.Name))
            .Distinct()
            .ToLookup(pair => pair.Id, pair => pair.Name);

    private static Evidence Names(Container container, ContainerEndpoint endpoint) =>
        EvidenceFactory.Container(container, $"names on {endpoint.NetworkName}: {string.Join(", ", endpoint.Names)}");

    private static Evidence ResolvConf(Container container)
    {
        var resolver = container.Resolver!;
        var search = resolver.Search.Count > 0 ? $", search {string.Join(" ", resolver.Search)}" : "";
        return EvidenceFactory.Inside(container, "/etc/resolv.conf", $"nameserver {string.Join(" ", resolver.NameServers)}{search}");
    }
}
