using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Rows;

/// <summary>
/// Containers' vNICs as rows: what the kernel shows inside, else what the engine declares. Facts are indexed once, for hosts with 10,000
/// containers.
/// </summary>
internal sealed class EndpointRows
{
    private readonly HostSnapshot _host;
    private readonly IReadOnlyList<Footprint> _footprints;
    private readonly Dictionary<string, Container> _containers;
    private readonly ILookup<string, (string Solution, Attachment Attachment)> _attachments;
    private readonly ILookup<int, Link> _hostVeths;
    private readonly ILookup<string, string> _namespacesOf;
    private readonly Dictionary<string, Network> _bridges;

    private EndpointRows(HostSnapshot host, IReadOnlyList<Footprint> footprints)
    {
        _host = host;
        _footprints = footprints;
        _containers = (host.Containers ?? []).GroupBy(container => container.Id).ToDictionary(group => group.Key, group => group.First());
        _attachments = footprints
            .SelectMany(footprint => footprint.Attachments.Select(attachment => (footprint.Solution, attachment)))
            .ToLookup(pair => pair.attachment.Container.Id);
        _hostVeths = host.HostLinks().Where(link => link.Kind == "veth").ToLookup(link => link.Index);
        _namespacesOf = OverlayTunnels
            .Find(host, host.Networks ?? [])
            .Where(tunnel => tunnel.Network is not null)
            .ToLookup(tunnel => tunnel.Network!.Id, tunnel => tunnel.Namespace);
        _bridges = (host.Networks ?? [])
            .Select(network => (Link: HostQueries.BridgeLinkOf(network), network))
            .Where(pair => pair.Link is not null)
            .GroupBy(pair => pair.Link!)
            .ToDictionary(group => group.Key, group => group.First().network);
    }

    public static IEnumerable<OverlayEndpoint> Create(HostContext host)
    {
        var rows = new EndpointRows(host.Snapshot, host.Footprints);
        return (host.Snapshot.Containers ?? []).OrderBy(container => container.Name, StringComparer.Ordinal).SelectMany(rows.RowsOf);
    }

    private IEnumerable<OverlayEndpoint> RowsOf(Container container)
    {
        var owner = container.SharesNamespaceOf is { } id && _containers.TryGetValue(id, out var shared) ? shared : container;
        var inside = container.IsRunning ? _host.NamespaceOf(container) : null;
        return inside?.Links is { } links
            ? links
                .Where(link => !link.IsLoopback && (link.Up || link.Addresses.Count > 0))
                .Select(link => Seen(container, owner, inside, link))
            : owner
                .Endpoints.Where(endpoint => _host.NetworkOf(endpoint)?.Driver is not ("host" or "null"))
                .Select(endpoint => Declared(container, owner, endpoint));
    }

    private OverlayEndpoint Seen(Container container, Container owner, NetworkNamespace inside, Link link)
    {
        var endpoint = owner.Endpoints.FirstOrDefault(candidate => ReferenceEquals(inside.LinkOf(candidate), link));
        var hostEnd = HostEndOf(link);

        // The vNIC on docker_gwbridge is in no container's endpoint list. The bridge at its other end identifies it.
        var network =
            endpoint is not null ? _host.NetworkOf(endpoint)
            : hostEnd?.Master is { } master && _bridges.TryGetValue(master, out var bridged) ? bridged
            : null;
        var solution = _attachments[owner.Id].FirstOrDefault(pair => pair.Attachment.LinkName == link.Name).Solution;
        return Row(container, owner, network?.Name, solution) with
        {
            Link = link.Name,
            Kind = link.Kind,
            MacAddress = link.MacAddress,
            Addresses = [.. link.Addresses.Select(address => address.ToString())],
            Subnet = link
                .Addresses.Where(address => !HostQueries.IsLinkLocal(address.Address))
                .Select(address => Subnet.Parse(address.ToString())?.ToString())
                .FirstOrDefault(),
            Gateway = (inside.Routes ?? []).FirstOrDefault(route => route.Destination == "default" && route.Device == link.Name)?.Gateway,
            Mtu = link.Mtu,
            HostLink = OtherEnd(link, network, hostEnd),
            Basis = nameof(Basis.Observed),
        };
    }

    private OverlayEndpoint Declared(Container container, Container owner, ContainerEndpoint endpoint)
    {
        var addresses = new[]
        {
            (Address: endpoint.IPv4Address, Length: endpoint.IPv4PrefixLength),
            (Address: endpoint.IPv6Address, Length: endpoint.IPv6PrefixLength),
        }
            .Where(pair => pair.Address.Length > 0)
            .Select(pair => $"{pair.Address}/{pair.Length}")
            .ToList();
        var network = _host.NetworkOf(endpoint);
        var solution = _attachments[owner.Id].FirstOrDefault(pair => pair.Attachment.Network?.Id == network?.Id).Solution;
        return Row(container, owner, endpoint.NetworkName, solution) with
        {
            MacAddress = endpoint.MacAddress.Length == 0 ? null : endpoint.MacAddress,
            Addresses = addresses,
            Subnet = addresses.Select(address => Subnet.Parse(address)?.ToString()).FirstOrDefault(),
            Gateway = new[] { endpoint.IPv4Gateway, endpoint.IPv6Gateway }.FirstOrDefault(address => address.Length > 0),
        };
    }

    private OverlayEndpoint Row(Container container, Container owner, string? network, string? solution) =>
        new()
        {
            Host = _host.Host,
            Container = container.Name,
            ContainerId = container.Id,
            State = container.State ?? "",
            StartError = container.IsRunning || string.IsNullOrEmpty(container.Error) ? null : container.Error,
            SharesNamespaceOf = ReferenceEquals(owner, container) ? null : owner.Name,
            Network = network,
            Solution = solution,
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
            ResolvesAt = ResolvesAt(owner),
            Basis = nameof(Basis.Declared),
        };

    private Link? HostEndOf(Link link) =>
        link.PeerIndex is not { } peer ? null : _hostVeths[peer].FirstOrDefault(candidate => HostQueries.AreEnds(link, candidate));

    private string? OtherEnd(Link link, Network? network, Link? hostEnd)
    {
        foreach (var name in network is null ? [] : _namespacesOf[network.Id])
        {
            if ((_host.EngineNamespaces[name].Links ?? []).FirstOrDefault(candidate => candidate.Index == link.PeerIndex) is { } far)
            {
                return $"{far.Name} in {name}";
            }
        }

        return hostEnd is not null
            ? hostEnd.Master is null
                ? hostEnd.Name
                : $"{hostEnd.Name} ({hostEnd.Master})"
            : link.Kind is "macvlan" or "ipvlan"
                ? _host.HostLinks().FirstOrDefault(candidate => candidate.Index == link.PeerIndex)?.Name
                : null;
    }

    private string? ResolvesAt(Container container)
    {
        if (container.Resolver is not { } resolver)
        {
            return null;
        }

        var own = _footprints
            .Select(footprint => footprint.NameServer)
            .FirstOrDefault(server => server is { Enabled: true } && resolver.NameServers.Any(server.Addresses.Contains));
        return own is not null
            ? NameServiceWording.Server(own)
            : (
                resolver.NameServers.Contains("127.0.0.11") ? "Docker's own server"
                : resolver.NameServers.Count == 0 ? "nowhere"
                : "the host's servers"
            );
    }
}
