using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Cluster;

/// <summary>The facts of Docker's overlay on a host.</summary>
internal sealed record OverlayDigest
{
    private const int MostEntries = 4096;
    private readonly Dictionary<string, OverlayNetworkDigest> _byId = [];

    /// <summary>The overlay networks that the host lists, including the swarm's ingress network.</summary>
    public required IReadOnlyList<OverlayNetworkDigest> Networks
    {
        get;
        init
        {
            field = value;
            _byId = value.GroupBy(network => network.Id).ToDictionary(same => same.Key, same => same.First());
        }
    }

    /// <summary>Its ESP states, by the addresses of both their ends; null if they were not seen.</summary>
    public ILookup<string, EspDigest>? Esp { get; init; }

    /// <summary>The network as this host knows it, or null.</summary>
    public OverlayNetworkDigest? Find(string id) => _byId.TryGetValue(id, out var network) ? network : null;

    public static OverlayDigest Create(HostSnapshot host, Footprint footprint, StringPool strings)
    {
        var networks = footprint.Networks.Where(network => network is { Driver: "overlay", Scope: "swarm" or "global" }).ToList();
        var tunnels = OverlayTunnels
            .Find(host, networks)
            .Where(tunnel => tunnel.Network is not null)
            .ToLookup(tunnel => tunnel.Network!.Id);
        return new OverlayDigest
        {
            Networks = [.. networks.Select(network => OverlayNetworkDigest.Create(host, network, [.. tunnels[network.Id]], strings))],
            Esp = host.HostNamespace?.XfrmStates is { } states
                ? ByAddress(states.Where(state => state.Protocol == "esp").Take(MostEntries), strings)
                : null,
        };
    }

    private static ILookup<string, EspDigest> ByAddress(IEnumerable<XfrmState> states, StringPool strings) =>
        states
            .Select(state => new EspDigest(strings.Share(state.Source), strings.Share(state.Destination), state.Spi))
            .SelectMany(state => new[] { state.Source, state.Destination }, (state, address) => (Address: address, State: state))
            .ToLookup(pair => pair.Address, pair => pair.State);

    /// <summary>The address that an engine with an external key-value store advertises there.</summary>
    public static string? AdvertisedBy(HostSnapshot host) =>
        host.Engine?.ClusterAdvertise is { } address && address.LastIndexOf(':') is > 0 and var at ? address[..at] : null;
}

/// <summary>An ESP state.</summary>
internal sealed record EspDigest(string Source, string Destination, long? Spi);

/// <summary>An overlay network as one host knows it.</summary>
internal sealed record OverlayNetworkDigest
{
    private const int MostEntries = 4096;

    /// <summary>Its id, which is the same on all hosts.</summary>
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it was created with the option encrypted.</summary>
    public bool Encrypted { get; init; }

    /// <summary>Whether it is the swarm's ingress network (routing mesh).</summary>
    public bool Ingress { get; init; }

    /// <summary>Other hosts' addresses, as the engine lists them; null if it wasn't asked, or doesn't list them.</summary>
    public IReadOnlyCollection<string>? Peers { get; init; }

    /// <summary>Its VXLAN links on this host.</summary>
    public required IReadOnlyList<VxlanDigest> Tunnels { get; init; }

    /// <summary>This host's containers on it.</summary>
    public required IReadOnlyList<EndpointDigest> Endpoints { get; init; }

    /// <summary>The host to which the tunnel sends frames, by the destination's MAC address.</summary>
    public required IReadOnlyList<ForwardingDigest> Forwarding { get; init; }

    public static OverlayNetworkDigest Create(
        HostSnapshot host,
        Network network,
        IReadOnlyList<OverlayTunnel> tunnels,
        StringPool strings
    ) =>
        new()
        {
            Id = network.Id,
            Name = network.Name,
            Encrypted = network.Options.TryGetValue("encrypted", out var value) && value != "false",
            Ingress = network.Ingress,
            Peers = network.Peers is { } peers
                ? new HashSet<string>(peers.Select(peer => strings.ShareAny(peer.Address)).OfType<string>().Take(MostEntries))
                : null,
            Tunnels =
            [
                .. tunnels.Select(tunnel => new VxlanDigest(
                    tunnel.Namespace,
                    tunnel.Link.Name,
                    tunnel.Vxlan.Vni,
                    tunnel.Vxlan.Port,
                    tunnel.Link.Mtu
                )),
            ],
            Endpoints = [.. EndpointsOn(host, network).Take(MostEntries)],
            Forwarding = [.. tunnels.SelectMany(tunnel => Entries(host, tunnel, strings)).Take(MostEntries)],
        };

    private static IEnumerable<EndpointDigest> EndpointsOn(HostSnapshot host, Network network) =>
        from container in host.RunningContainers()
        where container.SharesNamespaceOf is null
        from endpoint in container.Endpoints
        where endpoint.IPv4Address.Length > 0 && host.NetworkOf(endpoint)?.Id == network.Id
        select new EndpointDigest(container.Name, endpoint.IPv4Address, endpoint.MacAddress);

    private static IEnumerable<ForwardingDigest> Entries(HostSnapshot host, OverlayTunnel tunnel, StringPool strings) =>
        from entry in host.EngineNamespaces[tunnel.Namespace].Forwarding.OrNone()
        where entry.Device == tunnel.Link.Name && entry.Destination is not null
        select new ForwardingDigest(tunnel.Namespace, tunnel.Link.Name, strings.Share(entry.MacAddress), strings.Share(entry.Destination!));
}

/// <summary>A VXLAN link of an overlay network.</summary>
internal sealed record VxlanDigest(string Namespace, string Link, int Vni, int Port, int Mtu);

/// <summary>A container on a network.</summary>
internal sealed record EndpointDigest(string Container, string Address, string MacAddress);

/// <summary>A forwarding entry.</summary>
internal sealed record ForwardingDigest(string Namespace, string Link, string MacAddress, string Destination);
