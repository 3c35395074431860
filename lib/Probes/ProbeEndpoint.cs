using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Probes;

/// <summary>Where a probe can be sent from or to: a container's address on a network.</summary>
/// <param name="Container">The container's or task's name; of the other host's own end its link, of a mere subnet that, and the address where nothing is known.</param>
/// <param name="Network">The network's name; where the engine knows none, the subnet.</param>
/// <param name="Subnet">The subnet it is in, or null where it isn't known.</param>
/// <param name="Address">Its IPv4 address.</param>
/// <param name="IPv6Address">Its IPv6 address, or null.</param>
/// <param name="Link">The vNIC inside; null where it isn't known or the endpoint is remote.</param>
/// <param name="NamespaceFile">Its network namespace; null for remote endpoints.</param>
/// <param name="Host">The address of the host it is on; null for this one, and where it isn't known.</param>
internal sealed record ProbeEndpoint(string Container, string Network, string? Subnet, string Address, string? IPv6Address, string? Link, string? NamespaceFile, string? Host)
{
    /// <summary>As a sender.</summary>
    public string From => $"container {Container} ({(Link is null ? "" : Link + " ")}{Address} on {Network})";

    /// <summary>As a target.</summary>
    public string To => $"{Address} ({Container}{(Container == Network ? "" : $" on {Network}")}{(Host is not null ? $", host {Host}" : IsRemote ? ", on another host" : "")})";

    /// <summary>Whether it is on another host.</summary>
    public bool IsRemote => NamespaceFile is null;

    /// <summary>What has the address, on another host.</summary>
    public RemoteKind Kind { get; init; }

    /// <summary>Whether only a route leads to it, on another host: it is neither on a network of the engine's nor in a subnet of this host's containers.</summary>
    public bool IsRouted { get; init; }

    /// <summary>The container itself, where it is on this host.</summary>
    public Container? Local { get; init; }

    /// <summary>The network and subnet it is on: what is in one place needs no router.</summary>
    public string Place => $"{Network} {Subnet}";

    /// <summary>The MTU of its vNIC in bytes; null where it wasn't seen.</summary>
    public int? Mtu(HostSnapshot host) => Local is { } container ? host.NamespaceOf(container)?.Links?.FirstOrDefault(link => link.Name == Link)?.Mtu : null;
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
            let address = attachment.Addresses.FirstOrDefault(RemoteAddresses.IsIPv4)
            where address is not null && options.Namespaces.Containers.ContainsKey(attachment.Container.Id)
            let subnet = SubnetOf(host, attachment, address)
            let network = attachment.Network?.Name ?? subnet ?? footprint.Solution
            orderby network, attachment.Container.Name
            select new ProbeEndpoint(
                attachment.Container.Name, network, subnet, address, attachment.Addresses.FirstOrDefault(one => !RemoteAddresses.IsIPv4(one)), attachment.LinkName,
                options.Namespaces.Containers[attachment.Container.Id], null) { Local = attachment.Container }];

    /// <summary>Endpoints on other hosts, by network and name.</summary>
    public static IReadOnlyList<ProbeEndpoint> Remote(HostSnapshot host, Footprint footprint) =>
        [.. Elsewhere(host, footprint).Where(endpoint => endpoint.Kind == RemoteKind.Endpoint)];

    /// <summary>All that is listed of other hosts, endpoints first.</summary>
    public static IReadOnlyList<ProbeEndpoint> Elsewhere(HostSnapshot host, Footprint footprint)
    {
        // An address in a subnet of this host's containers is one of their network's, and needs no router.
        var places = (from attachment in footprint.Attachments
                      from address in attachment.Addresses.Where(RemoteAddresses.IsIPv4).Take(1)
                      let text = SubnetOf(host, attachment, address)
                      let subnet = Subnet.Parse(text)
                      where subnet is not null
                      orderby attachment.Network is null
                      select (Network: attachment.Network?.Name ?? text, Subnet: subnet)).ToList();
        return [.. from remote in footprint.Remotes
                   let place = remote.Network is null ? places.FirstOrDefault(one => Subnet.Parse(remote.Address) is { } address && one.Subnet.Contains(address)) : default
                   let network = remote.Network ?? place.Network ?? remote.Subnet ?? footprint.Solution
                   let name = remote.Name ?? (remote.Kind == RemoteKind.Subnet ? remote.Subnet! : remote.Address)
                   orderby remote.Kind, network, name, remote.Address
                   select new ProbeEndpoint(name, network, place.Subnet?.ToString() ?? remote.Subnet, remote.Address, null, null, null, remote.Host) { Kind = remote.Kind, IsRouted = remote.Network is null && place.Subnet is null }];
    }

    private static string? SubnetOf(HostSnapshot host, Attachment attachment, string address) =>
        (host.NamespaceOf(attachment.Container)?.Links ?? []).SelectMany(link => link.Addresses).FirstOrDefault(one => one.Address == address) is { } seen
            ? Subnet.Parse(seen.ToString())?.ToString()
            : (attachment.Network is null ? [] : HostQueries.SubnetsOf(attachment.Network)).FirstOrDefault(one => Subnet.Parse(address) is { } parsed && one.Contains(parsed))?.ToString();
}
