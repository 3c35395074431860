using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>
/// Finds addresses on other hosts in routes, neighbors and sockets. None is computed from a subnet, as that would be a guess.
/// </summary>
internal static class RemoteAddresses
{
    /// <summary>A busy container talks to thousands; probes go to a few.</summary>
    private const int MostConnected = 16;

    /// <summary>The addresses to which the routes to other hosts lead.</summary>
    /// <param name="host">The host.</param>
    /// <param name="routes">The routes, each with the network model that it goes by.</param>
    /// <param name="own">This host's own subnets, which a route may cover too.</param>
    /// <param name="attachments">Containers of this host, whose connections lead there.</param>
    public static IReadOnlyList<RemoteAddress> Behind(
        HostSnapshot host,
        IEnumerable<(Route Route, NetworkModel Model)> routes,
        IReadOnlyList<Subnet> own,
        IReadOnlyList<Attachment> attachments
    )
    {
        var found = new List<RemoteAddress>();
        foreach (var (route, model) in routes)
        {
            if (Subnet.Parse(route.Destination) is not { Family: 4, Length: > 0 } subnet)
            {
                continue;
            }

            var hostAddress = model == NetworkModel.Vxlan ? ForwardingTo(host, route)?.Destination : route.Gateway;
            var behind = new RemoteAddress
            {
                Kind = RemoteKind.Endpoint,
                Address = subnet.Prefix,
                Subnet = subnet.ToString(),
                Host = hostAddress,
            };
            found.AddRange(
                ConnectedIn(host, subnet, own, attachments)
                    .Where(address => address != route.Gateway)
                    .Select(address => behind with { Address = address })
            );
            if (subnet.Length == 32)
            {
                found.Add(behind);
            }
            else if (model == NetworkModel.Vxlan && route.Gateway is { } end && hostAddress is not null)
            {
                found.Add(behind with { Kind = RemoteKind.HostEnd, Address = end, Name = route.Device });
            }
            else if (hostAddress is not null)
            {
                found.Add(behind with { Kind = RemoteKind.Subnet });
            }
        }

        return [.. found.GroupBy(one => one.Address).Select(group => group.First())];
    }

    /// <summary>Addresses in a subnet that sockets of this host or its containers are connected to.</summary>
    public static IEnumerable<string> ConnectedIn(
        HostSnapshot host,
        Subnet subnet,
        IReadOnlyList<Subnet> own,
        IReadOnlyList<Attachment> attachments
    )
    {
        var here = new HashSet<string>(
            attachments
                .SelectMany(attachment => attachment.Addresses)
                .Concat(host.HostLinks().SelectMany(link => link.Addresses).Select(address => address.Address))
        );
        return attachments
            .Select(attachment => host.NamespaceOf(attachment.Container))
            .Append(host.HostNamespace)
            .SelectMany(inside => (inside?.Connections).OrNone())
            .Select(socket => socket.RemoteAddress)
            .OfType<string>()
            .Distinct()
            .Where(address =>
                !here.Contains(address)
                && Subnet.Parse(address) is { Family: 4 } remote
                && subnet.Contains(remote)
                && !own.Any(one => one.Contains(remote))
            )
            .OrderBy(address => address, StringComparer.Ordinal)
            .Take(MostConnected);
    }

    /// <summary>The forwarding entry of the gateway's MAC address on a VXLAN link: it names the host behind the route.</summary>
    public static ForwardingEntry? ForwardingTo(HostSnapshot host, Route route)
    {
        var mac = (host.HostNamespace?.Neighbors)
            .OrNone()
            .FirstOrDefault(neighbor => neighbor.Address == route.Gateway && neighbor.Device == route.Device)
            ?.MacAddress;
        return mac is null
            ? null
            : (host.HostNamespace?.Forwarding)
                .OrNone()
                .FirstOrDefault(entry => entry.Device == route.Device && entry.MacAddress == mac && entry.Destination is not null);
    }

    public static bool IsIPv4(string address) => address.IndexOf(':') < 0;
}
