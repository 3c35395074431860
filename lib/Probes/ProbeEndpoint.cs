using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Probes;

/// <summary>A possible end of a probe: a container's address on a network.</summary>
internal sealed record ProbeEndpoint
{
    /// <summary>The end as records have it.</summary>
    public required ProbePeer Peer { get; init; }

    /// <summary>Its name for rows: the container's or task's, else the other host's link, the subnet, or the address.</summary>
    public required string Name { get; init; }

    /// <summary>Its network's name for rows: the engine's, else the subnet, or the solution.</summary>
    public required string NetworkName { get; init; }

    /// <summary>Its IPv6 address, or null.</summary>
    public string? IPv6Address { get; init; }

    /// <summary>Its network namespace; null for remote endpoints.</summary>
    public string? NamespaceFile { get; init; }

    /// <summary>
    /// Whether only a route leads to it, on another host: it is neither on a network of the engine's nor in a subnet of this host's
    /// containers.
    /// </summary>
    public bool IsRouted { get; init; }

    /// <summary>The container itself; null if it isn't on this host.</summary>
    public Container? Local { get; init; }

    /// <summary>Its IPv4 address.</summary>
    public string Address => Peer.Address!;

    /// <summary>The subnet it is in, or null if it isn't known.</summary>
    public string? Subnet => Place.Subnet;

    /// <summary>The address of the host it is on; null for this host, or if it isn't known.</summary>
    public string? Host => Peer.Host;

    /// <summary>Whether it is on another host.</summary>
    public bool IsRemote => NamespaceFile is null;

    /// <summary>The network and subnet it is on. Endpoints in one place need no router between them.</summary>
    public NetworkRef Place => Peer.Network!;

    /// <summary>The MTU of its vNIC in bytes; null if it wasn't seen.</summary>
    public int? Mtu(HostSnapshot host) =>
        Local is { } container ? host.NamespaceOf(container)?.Links?.FirstOrDefault(link => link.Name == Peer.Link)?.Mtu : null;
}

/// <summary>Finds possible ends of probes, and picks those that take part.</summary>
internal static class ProbeEndpoints
{
    /// <summary>Containers of this host that send: those named, or else a few of each network. Their namespaces must be known.</summary>
    public static IReadOnlyList<ProbeEndpoint> Senders(HostSnapshot host, Footprint footprint, ProbeOptions options)
    {
        var local = Local(host, footprint, options)
            .Where(endpoint => options.Containers.Count == 0 || options.Containers.Any(pattern => Wildcard.Matches(pattern, endpoint.Name)))
            .ToList();
        return options.Containers.Count > 0
            ? local
            : [.. local.GroupBy(endpoint => endpoint.NetworkName).SelectMany(group => group.Take(options.SamplePerNetwork))];
    }

    /// <summary>Containers of this host, by network and name.</summary>
    public static IReadOnlyList<ProbeEndpoint> Local(HostSnapshot host, Footprint footprint, ProbeOptions options) =>
        [
            .. footprint
                .Attachments.Where(attachment =>
                    attachment.Network is not { Ingress: true } && options.Namespaces.Containers.ContainsKey(attachment.Container.Id)
                )
                .Select(attachment => FromAttachment(host, footprint, attachment, options))
                .OfType<ProbeEndpoint>()
                .OrderBy(endpoint => endpoint.NetworkName)
                .ThenBy(endpoint => endpoint.Name),
        ];

    /// <summary>Endpoints on other hosts, by network and name.</summary>
    public static IReadOnlyList<ProbeEndpoint> Remote(HostSnapshot host, Footprint footprint) =>
        [.. Elsewhere(host, footprint).Where(endpoint => endpoint.Peer.Kind == ProbePeerKind.Container)];

    /// <summary>All listed targets on other hosts, endpoints first.</summary>
    public static IReadOnlyList<ProbeEndpoint> Elsewhere(HostSnapshot host, Footprint footprint)
    {
        var places = Places(host, footprint);
        return
        [
            .. footprint
                .Remotes.Select(remote => FromRemote(footprint, remote, places))
                .OrderBy(endpoint => endpoint.Peer.Kind)
                .ThenBy(endpoint => endpoint.NetworkName)
                .ThenBy(endpoint => endpoint.Name)
                .ThenBy(endpoint => endpoint.Address),
        ];
    }

    private static ProbeEndpoint? FromAttachment(HostSnapshot host, Footprint footprint, Attachment attachment, ProbeOptions options)
    {
        if (attachment.Addresses.FirstOrDefault(RemoteAddresses.IsIPv4) is not { } address)
        {
            return null;
        }

        var network = NetworkOf(attachment.Network, SubnetOf(host, attachment, address));
        return new ProbeEndpoint
        {
            Peer = new()
            {
                Kind = ProbePeerKind.Container,
                Address = address,
                Container = attachment.Container.Name,
                ContainerId = attachment.Container.Id,
                Link = attachment.LinkName,
                Network = network,
            },
            Name = attachment.Container.Name,
            NetworkName = network.Name ?? network.Subnet ?? footprint.Solution,
            IPv6Address = attachment.Addresses.FirstOrDefault(one => !RemoteAddresses.IsIPv4(one)),
            NamespaceFile = options.Namespaces.Containers[attachment.Container.Id],
            Local = attachment.Container,
        };
    }

    private static ProbeEndpoint FromRemote(
        Footprint footprint,
        RemoteAddress remote,
        IReadOnlyList<(NetworkRef Network, Subnet Subnet)> places
    )
    {
        // An address in a subnet of this host's containers is on their network, and needs no router.
        var place =
            remote.Network is null && Subnet.Parse(remote.Address) is { } address
                ? places.FirstOrDefault(one => one.Subnet.Contains(address)).Network
                : null;
        var listed = remote.Network is null ? null : footprint.Networks.FirstOrDefault(network => network.Name == remote.Network);
        var network =
            place
            ?? (
                remote.Network is null
                    ? new NetworkRef { Subnet = remote.Subnet }
                    : new NetworkRef
                    {
                        Id = listed?.Id,
                        Name = remote.Network,
                        Subnet = remote.Subnet,
                    }
            );
        return new ProbeEndpoint
        {
            Peer = new()
            {
                Kind = KindOf(remote.Kind),
                Address = remote.Address,
                Container = remote.Kind == RemoteKind.Endpoint ? remote.Name : null,
                Link = remote.Kind == RemoteKind.HostEnd ? remote.Name : null,
                Network = network,
                Host = remote.Host,
                IsRemote = true,
            },
            Name = remote.Name ?? (remote.Kind == RemoteKind.Subnet ? remote.Subnet! : remote.Address),
            NetworkName = network.Name ?? network.Subnet ?? footprint.Solution,
            IsRouted = remote.Network is null && place is null,
        };
    }

    /// <summary>The networks and subnets of this host's containers; those of the engine's networks first.</summary>
    private static List<(NetworkRef Network, Subnet Subnet)> Places(HostSnapshot host, Footprint footprint) =>
        [
            .. from attachment in footprint.Attachments
            from address in attachment.Addresses.Where(RemoteAddresses.IsIPv4).Take(1)
            let subnet = Subnet.Parse(SubnetOf(host, attachment, address))
            where subnet is not null
            orderby attachment.Network is null
            select (NetworkOf(attachment.Network, subnet.ToString()), subnet),
        ];

    private static NetworkRef NetworkOf(Network? network, string? subnet) =>
        new()
        {
            Id = network?.Id,
            Name = network?.Name,
            Subnet = subnet,
        };

    private static ProbePeerKind KindOf(RemoteKind kind) =>
        kind switch
        {
            RemoteKind.HostEnd => ProbePeerKind.HostEnd,
            RemoteKind.Subnet => ProbePeerKind.Subnet,
            _ => ProbePeerKind.Container,
        };

    private static string? SubnetOf(HostSnapshot host, Attachment attachment, string address) =>
        (host.NamespaceOf(attachment.Container)?.Links ?? [])
            .SelectMany(link => link.Addresses)
            .FirstOrDefault(one => one.Address == address)
            is { } seen
            ? Subnet.Parse(seen.ToString())?.ToString()
            : (attachment.Network is null ? [] : HostQueries.SubnetsOf(attachment.Network))
                .FirstOrDefault(one => Subnet.Parse(address) is { } parsed && one.Contains(parsed))
                ?.ToString();
}
