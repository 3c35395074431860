using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Probes.Trials;

/// <summary>Chooses subnets that nothing on a host uses. Pure: the same snapshot gives the same subnets.</summary>
internal static class FreeSubnet
{
    private const int Length = 28;

    /// <summary>The most subnets tried in one range: a range as full as that is in use.</summary>
    private const int MostInRange = 4096;

    /// <summary>
    /// First the range for benchmarks (RFC 2544), which no network should have. Then private ranges: last those that engines and people use
    /// most.
    /// </summary>
    private static readonly string[] Ranges = ["198.18.0.0/15", "192.168.192.0/18", "172.28.0.0/14", "10.192.0.0/10"];

    /// <summary>Chooses a number of small subnets. None overlaps another one, nor a network, address or route in the snapshot.</summary>
    public static IReadOnlyList<Subnet> Choose(HostSnapshot host, int count)
    {
        var used = Used(host);
        return
        [
            .. Ranges
                .Select(range => Subnet.Parse(range)!)
                .SelectMany(range => range.Split(Length).Take(MostInRange))
                .Where(candidate => !used.Exists(candidate.Overlaps))
                .Take(count),
        ];
    }

    private static List<Subnet> Used(HostSnapshot host)
    {
        var namespaces = new[] { host.HostNamespace }
            .Concat(host.ContainerNamespaces.Values)
            .Concat(host.EngineNamespaces.Values)
            .OfType<NetworkNamespace>()
            .ToList();
        var addresses = namespaces
            .SelectMany(one => one.Links ?? [])
            .SelectMany(link => link.Addresses)
            .Select(address => address.ToString())
            .Concat(namespaces.SelectMany(one => one.Routes ?? []).SelectMany(route => new[] { route.Destination, route.Gateway }))
            .Concat(namespaces.SelectMany(one => one.Neighbors ?? []).Select(neighbor => neighbor.Address))
            .Concat((host.Containers ?? []).SelectMany(container => container.Endpoints).Select(endpoint => endpoint.IPv4Address))
            .Concat(
                (host.Networks ?? []).SelectMany(network =>
                    (network.Peers ?? [])
                        .Select(peer => peer.Address)
                        .Concat((network.Tasks ?? []).SelectMany(task => new[] { task.Address, task.HostAddress, task.VirtualIP }))
                )
            )
            .Concat((host.Engine?.Nodes ?? []).Select(node => node.Address))
            .Concat((host.Engine?.Swarm?.RemoteManagers ?? []).Select(manager => manager.Split(':')[0]))
            .Concat(host.Resolver?.NameServers ?? []);

        // A default route, or one of its two halves, doesn't show what is in use.
        return
        [
            .. addresses
                .Select(Subnet.Parse)
                .OfType<Subnet>()
                .Concat((host.Networks ?? []).SelectMany(HostQueries.SubnetsOf))
                .Where(subnet => subnet is { Family: 4, Length: > 1 })
                .Distinct(),
        ];
    }
}
