using System.Runtime.CompilerServices;
using NetAudit.Model;

namespace NetAudit.Snapshots;

/// <summary>
/// Indexes over a snapshot for what many rules look up, so that an audit's work grows with the host and not with its square. Each part is
/// built on first use, and the whole is collected with its snapshot.
/// </summary>
internal sealed class HostIndex
{
    // A memory of what follows from a snapshot, which never changes; with the snapshot it is forgotten.
    private static readonly ConditionalWeakTable<HostSnapshot, HostIndex> s_known = new();

    private readonly Lazy<Dictionary<string, Network>> _networks;
    private readonly Lazy<ILookup<int, Link>> _veths;
    private readonly Lazy<ILookup<string, Link>> _links;
    private readonly Lazy<ILookup<(string Device, string Address), Neighbor>> _neighbors;
    private readonly Lazy<ILookup<string, Container>> _attached;
    private readonly Lazy<ILookup<string, ContainerEndpoint>> _endpoints;
    private readonly Lazy<ILookup<string, (Link Link, LinkAddress Address)>> _addresses;

    private readonly Lazy<ILookup<string, Subnet>> _routes;
    private readonly Lazy<HashSet<Subnet>> _routed;

    private HostIndex(HostSnapshot host)
    {
        _networks = new(() => FirstById(host));
        _veths = new(() => host.HostLinks().Where(link => link.Kind == "veth").ToLookup(link => link.Index));
        _links = new(() => host.HostLinks().ToLookup(link => link.Name));
        _neighbors = new(() => (host.HostNamespace?.Neighbors).OrNone().ToLookup(neighbor => (neighbor.Device, neighbor.Address)));
        _attached = new(() => Attached(host).Distinct().ToLookup(pair => pair.Network, pair => pair.Container));
        _endpoints = new(() => Resolved(host).ToLookup(pair => pair.Network, pair => pair.Endpoint));
        _addresses = new(() =>
            (from link in host.HostLinks() from address in link.Addresses select (link, address)).ToLookup(pair => pair.address.Address)
        );
        _routes = new(() => Routes(host).ToLookup(pair => pair.Link, pair => pair.Destination));
        _routed = new(() => [.. Routes(host).Select(pair => pair.Destination)]);
    }

    /// <summary>The index of a host, built on first use.</summary>
    public static HostIndex Get(HostSnapshot host) => s_known.GetValue(host, made => new HostIndex(made));

    /// <summary>The network with an id; null if there is none.</summary>
    public Network? NetworkById(string id) => _networks.Value.TryGetValue(id, out var network) ? network : null;

    /// <summary>The host's links of kind veth with an index.</summary>
    public IEnumerable<Link> Veths(int index) => _veths.Value[index];

    /// <summary>The host's links with a name; more than one only if the recording is damaged.</summary>
    public IEnumerable<Link> LinksNamed(string name) => _links.Value[name];

    /// <summary>The host's neighbours with an address on a link.</summary>
    public IEnumerable<Neighbor> NeighborsAt(string device, string address) => _neighbors.Value[(device, address)];

    /// <summary>The links of the host that have an address, in the links' order.</summary>
    public IEnumerable<(Link Link, LinkAddress Address)> LinksWith(string address) => _addresses.Value[address];

    /// <summary>
    /// The running containers that may be on a network, in their order: by their own endpoints, or by the network's list.
    /// </summary>
    public IEnumerable<Container> MayBeOn(Network network) => _attached.Value[network.Id];

    /// <summary>The endpoints of running containers on a network.</summary>
    public IEnumerable<ContainerEndpoint> EndpointsOn(Network network) => _endpoints.Value[network.Id];

    /// <summary>The subnets that the host routes to a link.</summary>
    public IEnumerable<Subnet> RoutedBy(string link) => _routes.Value[link];

    /// <summary>Whether the host has a route to exactly this subnet, through any link.</summary>
    public bool IsRouted(Subnet destination) => _routed.Value.Contains(destination);

    private static IEnumerable<(string Link, Subnet Destination)> Routes(HostSnapshot host) =>
        from route in host.HostRoutes()
        let destination = Subnet.Parse(route.Destination)
        where destination is not null
        select (route.Device ?? "", destination);

    private static Dictionary<string, Network> FirstById(HostSnapshot host)
    {
        var networks = new Dictionary<string, Network>(StringComparer.Ordinal);
        foreach (var network in host.Networks.OrNone())
        {
            if (!networks.ContainsKey(network.Id))
            {
                networks.Add(network.Id, network);
            }
        }

        return networks;
    }

    private static IEnumerable<(string Network, ContainerEndpoint Endpoint)> Resolved(HostSnapshot host) =>
        from container in host.RunningContainers()
        from endpoint in container.Endpoints
        let network = host.NetworkOf(endpoint)
        where network is not null
        select (network.Id, endpoint);

    private static IEnumerable<(string Network, Container Container)> Attached(HostSnapshot host)
    {
        var byName = host.Networks.OrNone().ToLookup(network => network.Name, network => network.Id);
        var byMember = (
            from network in host.Networks.OrNone()
            from endpoint in network.Endpoints.OrNone()
            select (network.Id, endpoint.Key)
        ).ToLookup(pair => pair.Key, pair => pair.Id);
        return from container in host.RunningContainers()
            from id in container.Endpoints.SelectMany(IdsOf).Concat(byMember[container.Id])
            select (id, container);

        IEnumerable<string> IdsOf(ContainerEndpoint endpoint) =>
            endpoint.NetworkId.Length > 0 ? [endpoint.NetworkId] : byName[endpoint.NetworkName];
    }
}
