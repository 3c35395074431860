using NetAudit.Model;

namespace NetAudit.Snapshots;

/// <summary>Queries on a snapshot that several rooms need. Pure.</summary>
internal static class HostQueries
{
    /// <summary>The host's links; empty if they were not seen.</summary>
    public static IReadOnlyList<Link> HostLinks(this HostSnapshot host) => (host.HostNamespace?.Links).OrNone();

    /// <summary>The host's own addresses that other hosts can use.</summary>
    public static HashSet<string> OwnAddresses(this HostSnapshot host)
    {
        var own = new HashSet<string>(host.HostLinks().SelectMany(link => link.Addresses).Select(address => address.Address));
        if (host.Engine?.Swarm?.NodeAddress is { } node)
        {
            own.Add(node);
        }

        return own;
    }

    /// <summary>A kernel setting of a namespace; null if it isn't there or was not seen.</summary>
    public static long? Sysctl(this NetworkNamespace? inside, string name) =>
        inside?.Sysctls is { } settings && settings.TryGetValue(name, out var value) ? value : null;

    /// <summary>The host's routes; empty if they were not seen.</summary>
    public static IReadOnlyList<Route> HostRoutes(this HostSnapshot host) => (host.HostNamespace?.Routes).OrNone();

    /// <summary>The host's firewall rules; empty if they were not seen.</summary>
    public static IReadOnlyList<FirewallRule> HostRules(this HostSnapshot host) => (host.HostNamespace?.Firewall?.Rules).OrNone();

    /// <summary>The host's firewall chains; empty if they were not seen.</summary>
    public static IReadOnlyList<FirewallChain> HostChains(this HostSnapshot host) => (host.HostNamespace?.Firewall?.Chains).OrNone();

    /// <summary>Processes with one of these names; empty if processes were not seen.</summary>
    public static IReadOnlyList<HostProcess> ProcessesNamed(this HostSnapshot host, params string[] names) =>
        [.. host.Processes.OrNone().Where(process => names.Contains(process.Name))];

    /// <summary>The probe records of a check for a solution; empty if none were sent.</summary>
    public static IReadOnlyList<ProbeRecord> ProbesOf(this HostSnapshot host, ProbeCheck check, string solution) =>
        [.. host.Probes.OrNone().Where(record => record.Check == check && record.Solution == solution)];

    /// <summary>Whether a container is a swarm's task, by the label that the engine gives it.</summary>
    public static bool IsSwarmTask(this Container container) => container.Labels.ContainsKey("com.docker.swarm.task.id");

    /// <summary>Containers whose processes run.</summary>
    public static IEnumerable<Container> RunningContainers(this HostSnapshot host) =>
        host.Containers.OrNone().Where(container => container.IsRunning);

    /// <summary>The network namespace of a container, its own or the one it shares; null if it was not seen or is the host's.</summary>
    public static NetworkNamespace? NamespaceOf(this HostSnapshot host, Container container)
    {
        if (container.NetworkMode == "host")
        {
            return null;
        }

        var id = container.SharesNamespaceOf ?? container.Id;
        return host.ContainerNamespaces.TryGetValue(id, out var found) ? found : null;
    }

    /// <summary>The network of an endpoint, by id, else by name.</summary>
    public static Network? NetworkOf(this HostSnapshot host, ContainerEndpoint endpoint) =>
        HostIndex.Get(host).NetworkById(endpoint.NetworkId)
        ?? (endpoint.NetworkId.Length == 0 ? host.Networks.OrNone().FirstOrDefault(network => network.Name == endpoint.NetworkName) : null);

    /// <summary>The link inside a namespace that has an endpoint's address, else its MAC address.</summary>
    public static Link? LinkOf(this NetworkNamespace? inside, ContainerEndpoint endpoint)
    {
        var links = (inside?.Links).OrNone();
        return links.FirstOrDefault(link => link.Addresses.Any(a => a.Address == endpoint.IPv4Address || a.Address == endpoint.IPv6Address))
            ?? (endpoint.MacAddress.Length == 0 ? null : links.FirstOrDefault(link => link.MacAddress == endpoint.MacAddress));
    }

    /// <summary>
    /// The link of the host's namespace at the other end of a container's veth; null if it isn't there or was not seen.
    /// </summary>
    public static Link? HostEndOf(this HostSnapshot host, Link link) =>
        link.PeerIndex is { } peer ? HostIndex.Get(host).Veths(peer).FirstOrDefault(candidate => AreEnds(link, candidate)) : null;

    /// <summary>
    /// Whether a host link can be the other end of a container's veth: each has the other's index, if the host's has one at all.
    /// </summary>
    public static bool AreEnds(Link inside, Link onHost) =>
        inside.Kind == "veth"
        && onHost.Kind == "veth"
        && inside.PeerIndex == onHost.Index
        && (onHost.PeerIndex is null || onHost.PeerIndex == inside.Index);

    /// <summary>The bridge link of a bridge network: by option, docker0 for the default one, else br-ID.</summary>
    public static string? BridgeLinkOf(Network network) =>
        network.Driver != "bridge" ? null
        : network.Options.TryGetValue("com.docker.network.bridge.name", out var name) ? name
        : network.Name == "docker_gwbridge" ? "docker_gwbridge"
        : network.Id.Length >= 12 ? "br-" + network.Id[..12]
        : null;

    /// <summary>The subnets of a network that can be parsed.</summary>
    public static IEnumerable<Subnet> SubnetsOf(Network network) =>
        network.Pools.OrNone().Select(pool => Subnet.Parse(pool.Subnet)).OfType<Subnet>();

    /// <summary>An address without the prefix length that network inspect adds; "" if there is none.</summary>
    public static string AddressOnly(string? address) => (address ?? "").Split('/')[0];

    /// <summary>Whether an address is loopback or link-local, so that other hosts can't use it.</summary>
    public static bool IsLinkLocal(string address) =>
        address.StartsWith("fe80:", StringComparison.OrdinalIgnoreCase) || (address.StartsWith("169.254.", StringComparison.Ordinal));

    /// <summary>Whether a route's destination never leaves the link: link-local, or IPv6 multicast.</summary>
    public static bool StaysOnLink(string destination) =>
        IsLinkLocal(destination) || destination.StartsWith("ff", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// An image's name without registry, and its tag: "docker.io/weaveworks/weave:2.8.1" gives "weaveworks/weave", "2.8.1".
    /// </summary>
    public static (string Repository, string? Tag) ImageName(string? image)
    {
        var name = (image ?? "").Split('@')[0];
        var colon = name.LastIndexOf(':');
        var tag = colon > name.LastIndexOf('/') ? name[(colon + 1)..] : null;
        var repository = tag is null ? name : name[..colon];
        var first = repository.Split('/')[0];
        var hasRegistry = repository.Contains("/") && (first.Contains(".") || first.Contains(":") || first == "localhost");
        return (hasRegistry ? repository[(first.Length + 1)..] : repository, tag);
    }
}
