using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>
/// Finds Docker overlay's endpoints on other hosts in the engine's list of a network's tasks. If it lists none, they come from the kernel's
/// entries for the tunnel.
/// </summary>
internal static class OverlayRemotes
{
    public static IReadOnlyList<RemoteAddress> Find(
        HostSnapshot host,
        IReadOnlyList<Network> networks,
        IReadOnlyList<OverlayTunnel> tunnels
    )
    {
        var own = host.OwnAddresses();
        return
        [
            .. from network in networks
            where !network.Ingress
            from endpoint in network.Tasks is { Count: > 0 } tasks
                ? tasks.Select(task => (task.Name, task.Address, task.HostAddress))
                : BehindTunnel(host, network, tunnels)
            where
                endpoint.Address is not null
                && RemoteAddresses.IsIPv4(endpoint.Address)
                && endpoint.HostAddress is not null
                && !own.Contains(endpoint.HostAddress)
            let subnet = HostQueries
                .SubnetsOf(network)
                .FirstOrDefault(one => Subnet.Parse(endpoint.Address) is { } address && one.Contains(address))
            where subnet is not null
            select new RemoteAddress
            {
                Kind = RemoteKind.Endpoint,
                Address = endpoint.Address!,
                Name = endpoint.Name,
                Network = network.Name,
                Subnet = subnet.ToString(),
                Host = endpoint.HostAddress,
            },
        ];
    }

    /// <summary>
    /// Docker gives its VXLAN link a permanent neighbour for each remote endpoint, and a forwarding entry to the host that has it.
    /// </summary>
    private static IEnumerable<(string? Name, string? Address, string? HostAddress)> BehindTunnel(
        HostSnapshot host,
        Network network,
        IReadOnlyList<OverlayTunnel> tunnels
    ) =>
        from tunnel in tunnels
        where tunnel.Network == network
        let inside = host.EngineNamespaces[tunnel.Namespace]
        from neighbor in inside.Neighbors.OrNone()
        where neighbor.Device == tunnel.Link.Name
        let entry = inside
            .Forwarding.OrNone()
            .FirstOrDefault(entry =>
                entry.Device == tunnel.Link.Name && entry.MacAddress == neighbor.MacAddress && entry.Destination is not null
            )
        where entry is not null
        select ((string?)null, neighbor.Address, entry.Destination);
}
