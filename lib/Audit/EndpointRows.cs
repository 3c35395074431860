using NetAudit.Addresses;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Audit;

/// <summary>Containers' vNICs as rows: what the kernel shows inside, else what the engine declares.</summary>
internal static class EndpointRows
{
    public static IEnumerable<OverlayEndpoint> Of(HostSnapshot host, IReadOnlyList<Footprint> footprints) =>
        from container in (host.Containers ?? []).OrderBy(container => container.Name, StringComparer.Ordinal)
        from row in RowsOf(host, footprints, container)
        select row;

    private static IEnumerable<OverlayEndpoint> RowsOf(HostSnapshot host, IReadOnlyList<Footprint> footprints, Container container)
    {
        var inside = container.IsRunning ? host.NamespaceOf(container) : null;
        if (inside?.Links is { } links)
        {
            return links.Where(link => !link.IsLoopback && (link.Up || link.Addresses.Count > 0)).Select(link => Seen(host, footprints, container, inside, link));
        }

        var target = container.SharesNamespaceOf is { } id ? (host.Containers ?? []).FirstOrDefault(other => other.Id == id) : container;
        return (target?.Endpoints ?? []).Where(endpoint => host.NetworkOf(endpoint)?.Driver is not ("host" or "null")).Select(endpoint => Declared(host, footprints, container, endpoint));
    }

    private static OverlayEndpoint Seen(HostSnapshot host, IReadOnlyList<Footprint> footprints, Container container, NetworkNamespace inside, Link link)
    {
        var owner = container.SharesNamespaceOf is { } id ? (host.Containers ?? []).FirstOrDefault(other => other.Id == id) ?? container : container;
        var endpoint = owner.Endpoints.FirstOrDefault(candidate => inside.LinkOf(candidate) == link);
        var network = endpoint is null ? GatewayBridgeOf(host, inside, link) : host.NetworkOf(endpoint);
        return Row(host, container, footprints, network, owner, link.Name) with
        {
            Link = link.Name,
            Kind = link.Kind,
            MacAddress = link.MacAddress,
            Addresses = [.. link.Addresses.Select(address => address.ToString())],
            Subnet = link.Addresses.Where(address => !HostQueries.IsLinkLocal(address.Address)).Select(address => Subnet.Parse(address.ToString())?.ToString()).FirstOrDefault(),
            Gateway = (inside.Routes ?? []).FirstOrDefault(route => route.Destination == "default" && route.Device == link.Name)?.Gateway,
            Mtu = link.Mtu,
            HostLink = OtherEnd(host, inside, link, network),
            Basis = nameof(Basis.Observed),
        };
    }

    private static OverlayEndpoint Declared(HostSnapshot host, IReadOnlyList<Footprint> footprints, Container container, ContainerEndpoint endpoint)
    {
        var addresses = new List<string>();
        if (endpoint.IPv4Address.Length > 0)
        {
            addresses.Add($"{endpoint.IPv4Address}/{endpoint.IPv4PrefixLength}");
        }

        if (endpoint.IPv6Address.Length > 0)
        {
            addresses.Add($"{endpoint.IPv6Address}/{endpoint.IPv6PrefixLength}");
        }

        var gateway = new[] { endpoint.IPv4Gateway, endpoint.IPv6Gateway }.FirstOrDefault(address => address.Length > 0);
        return Row(host, container, footprints, host.NetworkOf(endpoint), container, null) with
        {
            Network = endpoint.NetworkName,
            MacAddress = endpoint.MacAddress.Length == 0 ? null : endpoint.MacAddress,
            Addresses = addresses,
            Subnet = addresses.Select(address => Subnet.Parse(address)?.ToString()).FirstOrDefault(),
            Gateway = gateway,
        };
    }

    private static OverlayEndpoint Row(HostSnapshot host, Container container, IReadOnlyList<Footprint> footprints, Network? network, Container owner, string? link) => new()
    {
        Host = host.Host,
        Container = container.Name,
        ContainerId = container.Id,
        State = container.State ?? "",
        Network = network?.Name,
        Solution = footprints.FirstOrDefault(footprint => footprint.Attachments.Any(attachment => attachment.Container == owner
            && (link is null ? attachment.Network == network : attachment.LinkName == link)))?.Solution,
        Link = null,
        Kind = null,
        MacAddress = null,
        Addresses = [],
        Subnet = null,
        Gateway = null,
        Mtu = null,
        HostLink = null,
        DnsServers = owner.Resolver?.NameServers ?? [],
        DnsSearch = owner.Resolver?.Search ?? [],
        ResolvesAt = ResolvesAt(owner, footprints),
        Basis = nameof(Basis.Declared),
    };

    /// <summary>The vNIC on docker_gwbridge is in no container's endpoint list: it is known by the bridge at its other end.</summary>
    private static Network? GatewayBridgeOf(HostSnapshot host, NetworkNamespace inside, Link link) =>
        host.HostEndOf(inside, link)?.Master is { } master ? (host.Networks ?? []).FirstOrDefault(network => HostQueries.BridgeLinkOf(network) == master) : null;

    private static string? OtherEnd(HostSnapshot host, NetworkNamespace inside, Link link, Network? network)
    {
        if (link.PeerIndex is not { } peer)
        {
            return null;
        }

        var within = OverlayTunnels.Of(host, host.Networks ?? []).FirstOrDefault(tunnel => tunnel.Network is not null && tunnel.Network == network)?.Namespace;
        var far = within is null ? null : (host.EngineNamespaces[within].Links ?? []).FirstOrDefault(candidate => candidate.Index == peer);
        return far is not null ? $"{far.Name} in {within}"
            : host.HostEndOf(inside, link) is { } end ? end.Master is null ? end.Name : $"{end.Name} ({end.Master})"
            : link.Kind is "macvlan" or "ipvlan" ? host.HostLinks().FirstOrDefault(candidate => candidate.Index == peer)?.Name : null;
    }

    private static string? ResolvesAt(Container container, IReadOnlyList<Footprint> footprints)
    {
        if (container.Resolver is not { } resolver)
        {
            return null;
        }

        var own = footprints.Select(footprint => footprint.NameServer).FirstOrDefault(server => server is { Enabled: true } && resolver.NameServers.Any(server.Addresses.Contains));
        return own?.Words ?? (resolver.NameServers.Contains("127.0.0.11") ? "Docker's own server" : resolver.NameServers.Count == 0 ? "nowhere" : "the host's servers");
    }
}
