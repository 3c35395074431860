using NetAudit.Addresses;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Probes;

/// <summary>Where a probe can be sent from or to: a container's address on a network.</summary>
/// <param name="Container">The container's or task's name.</param>
/// <param name="Network">The network's name; where the engine knows none, the subnet.</param>
/// <param name="Subnet">The subnet it is in, or null where it isn't known.</param>
/// <param name="Address">Its IPv4 address.</param>
/// <param name="IPv6Address">Its IPv6 address, or null.</param>
/// <param name="Link">The vNIC inside; null where it isn't known or the endpoint is remote.</param>
/// <param name="NamespaceFile">Its network namespace; null for remote endpoints.</param>
/// <param name="Host">The address of the host it is on; null for this one.</param>
internal sealed record ProbeEndpoint(string Container, string Network, string? Subnet, string Address, string? IPv6Address, string? Link, string? NamespaceFile, string? Host)
{
    /// <summary>As a sender.</summary>
    public string From => $"container {Container} ({(Link is null ? "" : Link + " ")}{Address} on {Network})";

    /// <summary>As a target.</summary>
    public string To => $"{Address} ({Container} on {Network}{(Host is null ? "" : $", host {Host}")})";

    /// <summary>The container itself, where it is on this host.</summary>
    public Container? Local { get; init; }
}

/// <summary>Finds them, and picks those that take part.</summary>
internal static class ProbeEndpoints
{
    /// <summary>Containers of this host whose namespaces are known and which may take part: those that were named, else a few of each network.</summary>
    public static IReadOnlyList<ProbeEndpoint> Senders(HostSnapshot host, Footprint footprint, ProbeOptions options)
    {
        var local = Local(host, footprint, options).Where(endpoint => options.Containers.Count == 0 || options.Containers.Any(pattern => Wildcard.Matches(pattern, endpoint.Container))).ToList();
        return options.Containers.Count > 0 ? local : [.. local.GroupBy(endpoint => endpoint.Network).SelectMany(group => group.Take(options.SamplePerNetwork))];
    }

    /// <summary>Containers of this host, by network and name.</summary>
    public static IReadOnlyList<ProbeEndpoint> Local(HostSnapshot host, Footprint footprint, ProbeOptions options) =>
        [.. from attachment in footprint.Attachments
            where attachment.Network is not { Ingress: true }
            let address = attachment.Addresses.FirstOrDefault(IsIPv4)
            where address is not null && options.Namespaces.Containers.ContainsKey(attachment.Container.Id)
            let subnet = SubnetOf(host, attachment, address)
            let network = attachment.Network?.Name ?? subnet ?? footprint.Solution
            orderby network, attachment.Container.Name
            select new ProbeEndpoint(
                attachment.Container.Name, network, subnet, address, attachment.Addresses.FirstOrDefault(one => !IsIPv4(one)), attachment.LinkName,
                options.Namespaces.Containers[attachment.Container.Id], null) { Local = attachment.Container }];

    /// <summary>Endpoints on other hosts, as the engine lists a network's tasks; where it lists none, as the kernel's tunnel knows them.</summary>
    public static IReadOnlyList<ProbeEndpoint> Remote(HostSnapshot host, Footprint footprint)
    {
        var own = OwnAddresses(host);
        return [.. from network in footprint.Networks
                   where !network.Ingress
                   from endpoint in network.Tasks is { Count: > 0 } tasks ? tasks.Select(task => (task.Name, task.Address, task.HostAddress)) : BehindTunnel(host, network)
                   where endpoint.Address is not null && IsIPv4(endpoint.Address) && endpoint.HostAddress is not null && !own.Contains(endpoint.HostAddress)
                   let subnet = HostQueries.SubnetsOf(network).FirstOrDefault(one => Subnet.Parse(endpoint.Address) is { } address && one.Contains(address))
                   where subnet is not null
                   orderby network.Name, endpoint.Name, endpoint.Address
                   select new ProbeEndpoint(endpoint.Name ?? endpoint.Address!, network.Name, subnet.ToString(), endpoint.Address!, null, null, null, endpoint.HostAddress)];
    }

    /// <summary>Docker gives its VXLAN link a permanent neighbour for each remote endpoint, and a forwarding entry to the host that has it.</summary>
    private static IEnumerable<(string? Name, string? Address, string? HostAddress)> BehindTunnel(HostSnapshot host, Network network) =>
        from tunnel in OverlayTunnels.Of(host, [network])
        where tunnel.Network == network
        let inside = host.EngineNamespaces[tunnel.Namespace]
        from neighbor in inside.Neighbors ?? []
        where neighbor.Device == tunnel.Link.Name
        let entry = (inside.Forwarding ?? []).FirstOrDefault(entry => entry.Device == tunnel.Link.Name && entry.MacAddress == neighbor.MacAddress && entry.Destination is not null)
        where entry is not null
        select ((string?)null, neighbor.Address, entry.Destination);

    private static HashSet<string> OwnAddresses(HostSnapshot host)
    {
        var own = new HashSet<string>(host.HostLinks().SelectMany(link => link.Addresses).Select(address => address.Address));
        if (host.Engine?.Swarm?.NodeAddress is { } node)
        {
            own.Add(node);
        }

        return own;
    }

    private static string? SubnetOf(HostSnapshot host, Attachment attachment, string address) =>
        (host.NamespaceOf(attachment.Container)?.Links ?? []).SelectMany(link => link.Addresses).FirstOrDefault(one => one.Address == address) is { } seen
            ? Subnet.Parse(seen.ToString())?.ToString()
            : (attachment.Network is null ? [] : HostQueries.SubnetsOf(attachment.Network)).FirstOrDefault(one => Subnet.Parse(address) is { } parsed && one.Contains(parsed))?.ToString();

    private static bool IsIPv4(string address) => address.IndexOf(':') < 0;
}
