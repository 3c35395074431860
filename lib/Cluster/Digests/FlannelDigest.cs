using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Cluster;

/// <summary>The facts of Flannel on a host.</summary>
internal sealed record FlannelDigest
{
    private const int MostPeers = 4096;

    /// <summary>Flannel's network, from which leases come, or null.</summary>
    public Subnet? Network { get; init; }

    /// <summary>The host's leases.</summary>
    public required IReadOnlyList<Subnet> Leases { get; init; }

    /// <summary>The backend, or null.</summary>
    public string? Backend { get; init; }

    /// <summary>The store of flanneld's leases, with the prefix there; null if that is the host itself, or not known.</summary>
    public FlannelStore? Store { get; init; }

    /// <summary>The host's own ends of the tunnel.</summary>
    public required IReadOnlyList<FlannelEnd> Ends { get; init; }

    /// <summary>Other hosts, as this host knows them.</summary>
    public required IReadOnlyList<FlannelPeerDigest> Peers { get; init; }

    /// <summary>Addresses of its peers' hosts.</summary>
    public IReadOnlyCollection<string> Destinations { get; init; } = [];

    /// <summary>Its peers' ends of the tunnel, or the first addresses of their leases.</summary>
    public IReadOnlyCollection<string> PeerEnds { get; init; } = [];

    /// <summary>
    /// Whether all peers were seen. Those of the backend udp are in user space and those of wireguard in its device, and neither is read.
    /// </summary>
    public bool PeersSeen { get; init; }

    public static FlannelDigest Create(HostSnapshot host, Footprint footprint, StringPool strings)
    {
        var flannel = FlannelState.Create(host);
        var tunnelled = flannel.Peers.Select(peer => new FlannelPeerDigest(
            peer.End,
            peer.Neighbor?.MacAddress,
            peer.Forwarding?.Destination,
            peer.Link.Name
        ));
        var routed = FlannelRoutes
            .Find(host, flannel.Leases, flannel.Links)
            .Where(one => one.Model is NetworkModel.HostGateway or NetworkModel.IPIP && one.Route.Gateway is not null)
            .Select(one => new FlannelPeerDigest(Subnet.Parse(one.Route.Destination)!.Prefix, null, one.Route.Gateway, one.Route.Device!));
        var peers = tunnelled.Concat(routed).Take(MostPeers).Select(peer => peer.Shared(strings)).ToList();
        return new FlannelDigest
        {
            Network = flannel.Leases.Select(lease => lease.Network).FirstOrDefault(network => network is not null),
            Leases = [.. flannel.Leases.Select(lease => lease.Subnet).OfType<Subnet>()],
            Backend = footprint.Backend,
            Store = StoreOf(host),
            Ends = [.. flannel.Links.Where(link => link.Vxlan is not null).Select(FlannelEnd.Create)],
            Peers = peers,
            Destinations = new HashSet<string>(peers.Select(peer => peer.Destination).OfType<string>()),
            PeerEnds = new HashSet<string>(peers.Select(peer => peer.End)),
            PeersSeen =
                footprint.Backend is "vxlan" or "host-gw" or "ipip"
                && host.HostNamespace is { Routes: not null, Forwarding: not null, Neighbors: not null },
        };
    }

    private static FlannelStore? StoreOf(HostSnapshot host)
    {
        var agent = host.ProcessesNamed("flanneld").FirstOrDefault(process => process.Argument("etcd-endpoints") is { Length: > 0 });
        var endpoints = agent?.Argument("etcd-endpoints");
        var isOwn = endpoints is null || endpoints.Contains("//127.") || endpoints.Contains("//localhost");
        return isOwn ? null : new(endpoints!, agent!.Argument("etcd-prefix"));
    }
}

/// <summary>The etcd that flanneld keeps its leases in, as its flags name it.</summary>
/// <param name="Endpoints">The URIs, separated by commas.</param>
/// <param name="Prefix">The prefix of its keys; null if no flag sets it.</param>
internal sealed record FlannelStore(string Endpoints, string? Prefix)
{
    /// <summary>flanneld's default prefix.</summary>
    public const string DefaultPrefix = "/coreos.com/network";
}

/// <summary>A host's own end of a VXLAN tunnel.</summary>
/// <param name="Link">The link.</param>
/// <param name="Address">Its address, the first of the lease; null for none.</param>
/// <param name="MacAddress">Its MAC address.</param>
/// <param name="Vni">The VNI.</param>
/// <param name="Port">The UDP port.</param>
internal sealed record FlannelEnd(string Link, string? Address, string? MacAddress, int Vni, int Port)
{
    /// <summary>Its MTU in bytes.</summary>
    public int Mtu { get; init; }

    public static FlannelEnd Create(Link link) =>
        new(link.Name, FlannelState.OwnEnd(link)?.Prefix, link.MacAddress, link.Vxlan!.Vni, link.Vxlan.Port) { Mtu = link.Mtu };
}

/// <summary>Another host of Flannel, as one host knows it.</summary>
/// <param name="End">The address of its end of the tunnel, or the first address of its lease.</param>
/// <param name="MacAddress">The MAC address of that end; null if none is known.</param>
/// <param name="Destination">The other host's own address; null if no entry has it.</param>
/// <param name="Link">The link that leads to it.</param>
internal sealed record FlannelPeerDigest(string End, string? MacAddress, string? Destination, string Link)
{
    /// <summary>A copy whose strings are shared with other digests.</summary>
    public FlannelPeerDigest Shared(StringPool strings) =>
        new(strings.Share(End), strings.ShareAny(MacAddress), strings.ShareAny(Destination), strings.Share(Link));
}
