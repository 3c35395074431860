using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Cluster;

/// <summary>
/// A host's facts that are compared with other hosts. A digest is small and doesn't refer to the snapshot, so that a thousand hosts that
/// are given together fit in memory.
/// </summary>
internal sealed record HostDigest
{
    /// <summary>The host's name.</summary>
    public required string Host { get; init; }

    /// <summary>When its facts were collected.</summary>
    public required DateTimeOffset CollectedAt { get; init; }

    /// <summary>The engine's version, or null.</summary>
    public string? EngineVersion { get; init; }

    /// <summary>The node's id in its swarm, or null.</summary>
    public string? SwarmNodeId { get; init; }

    /// <summary>The nodes of its swarm if it is a manager; else empty.</summary>
    public IReadOnlyList<SwarmMember> SwarmNodes { get; init; } = [];

    /// <summary>
    /// Addresses by which other hosts know it. Those of its containers' bridges are left out, because many hosts have the same ones.
    /// </summary>
    public required IReadOnlyCollection<string> Addresses { get; init; }

    /// <summary>The subnets of these addresses.</summary>
    public required IReadOnlyList<Subnet> Subnets { get; init; }

    /// <summary>MAC addresses of the links with these addresses.</summary>
    public required IReadOnlyCollection<string> MacAddresses { get; init; }

    /// <summary>Ranges that it routes to another host, with that host's address.</summary>
    public IReadOnlyList<RouteDigest> Routes { get; init; } = [];

    /// <summary>Bridge networks whose containers other hosts can't reach by the containers' own addresses.</summary>
    public IReadOnlyList<ClosedBridge> ClosedBridges { get; init; } = [];

    /// <summary>Its facts of Flannel, or null.</summary>
    public FlannelDigest? Flannel { get; init; }

    /// <summary>Its facts of Docker's overlay, or null.</summary>
    public OverlayDigest? Overlay { get; init; }

    /// <summary>Its facts of Weave, or null.</summary>
    public WeaveDigest? Weave { get; init; }

    /// <summary>Its facts of Calico, or null.</summary>
    public CalicoDigest? Calico { get; init; }

    /// <summary>Creates a host's digest.</summary>
    /// <param name="context">The host.</param>
    /// <param name="strings">The pool of strings that digests share.</param>
    public static HostDigest Create(HostContext context, StringPool strings)
    {
        var host = context.Snapshot;
        var outer = OuterLinks(context);
        var addresses = outer.SelectMany(link => link.Addresses).Where(one => !HostQueries.IsLinkLocal(one.Address)).ToList();
        var known = new HashSet<string>(addresses.Select(one => strings.Share(one.Address)));
        known.UnionWith(new[] { host.Engine?.Swarm?.NodeAddress, OverlayDigest.AdvertisedBy(host) }.OfType<string>());
        return new HostDigest
        {
            Host = host.Host,
            CollectedAt = host.CollectedAt,
            EngineVersion = host.Engine?.Version,
            SwarmNodeId = host.Engine?.Swarm?.NodeId is { Length: > 0 } id ? id : null,
            SwarmNodes = [.. (host.Engine?.Nodes).OrNone().Select(node => SwarmMember.Create(node, strings))],
            Addresses = known,
            Subnets =
            [
                .. addresses
                    .Select(one => Subnet.Parse(one.ToString()))
                    .OfType<Subnet>()
                    .Where(one => one.Length is > 0 and < 32)
                    .Distinct(),
            ],
            MacAddresses = new HashSet<string>(outer.Select(link => link.MacAddress).OfType<string>()),
            Routes = RouteDigest.Find(host, strings),
            ClosedBridges = ClosedBridge.Find(context, outer),
            Flannel = context.Find(SolutionIds.Flannel) is { } flannel ? FlannelDigest.Create(host, flannel, strings) : null,
            Overlay = context.Find(SolutionIds.DockerOverlay) is { } overlay ? OverlayDigest.Create(host, overlay, strings) : null,
            Weave = WeaveDigest.Create(host, strings),
            Calico = context.Find(SolutionIds.Calico) is null ? null : CalicoDigest.Create(host, strings),
        };
    }

    /// <summary>Whether two digests are of the same machine, seen twice or given by two names.</summary>
    public bool IsSameHost(HostDigest other) =>
        SwarmNodeId is not null && other.SwarmNodeId is not null
            ? SwarmNodeId == other.SwarmNodeId
            : Addresses.Any(other.Addresses.Contains)
                && (MacAddresses.Any(other.MacAddresses.Contains) || (Weave is not null && Weave.Name == other.Weave?.Name));

    /// <summary>Whether an address is one of this host's.</summary>
    public bool Has(string? address) => address is not null && Addresses.Contains(address);

    private static List<Link> OuterLinks(HostContext context)
    {
        var inner = new HashSet<string>(context.Snapshot.Networks.OrNone().Select(HostQueries.BridgeLinkOf).OfType<string>());
        inner.UnionWith(context.Footprints.SelectMany(footprint => footprint.OwnLinks));
        inner.UnionWith(["docker0", "docker_gwbridge", "cni0", "weave"]);
        return [.. context.Snapshot.HostLinks().Where(link => !link.IsLoopback && link.Master is null && !inner.Contains(link.Name))];
    }
}
