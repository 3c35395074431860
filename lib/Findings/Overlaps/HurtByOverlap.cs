using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>The effect of an overlap between a network's range and a range of the host: which hosts or containers are cut off.</summary>
/// <param name="Severity">The severity of the finding.</param>
/// <param name="Message">The message: which hosts or containers can't be reached, and why.</param>
internal sealed record HurtByOverlap(Severity Severity, string Message)
{
    public static HurtByOverlap Find(HostContext host, NetworkRange network, HostRange range)
    {
        if (!network.IsBridge)
        {
            return OfContainers(network, range);
        }

        return network.Subnet.Equals(range.Subnet) ? Same(host.Snapshot, network, range)
            : network.Subnet.Contains(range.Subnet) ? Inside(host.Snapshot, network, range)
            : Around(host, network, range);
    }

    /// <summary>
    /// The effect of an overlay's range, or a solution's. Only its containers lose the hosts with these addresses: an overlay has no route
    /// on the host.
    /// </summary>
    private static HurtByOverlap OfContainers(NetworkRange network, HostRange range)
    {
        var isAround = range.Subnet.Length < network.Subnet.Length;
        var severity = range.Kind == HostRangeKind.Routed && isAround ? Severity.Information : Severity.Warning;
        return new(
            severity,
            $"Containers on {(network.Network is null ? "" : "network ")}{network.Name} can't reach hosts in "
                + $"{(isAround ? $"{network.Subnet}, part of " : "")}{range.Words}: these addresses are also in their own "
                + $"network's range, {network.Subnet}."
        );
    }

    private static HurtByOverlap Same(HostSnapshot host, NetworkRange network, HostRange range)
    {
        var hasOwnRoute = host.HostRoutes()
            .Any(route =>
                network.OwnLinks.Contains(route.Device ?? "")
                && Subnet.Parse(route.Destination) is { } destination
                && destination.Equals(network.Subnet)
            );
        return hasOwnRoute
            ? new(
                Severity.Error,
                $"Containers of network {network.Name} can't reach hosts in {range.Words}. This host reaches only one of the "
                    + $"two: both have the range {network.Subnet}, and the kernel takes the route that comes first. If that is the "
                    + "other one, no answer reaches the containers."
            )
            : new(
                Severity.Error,
                $"This host doesn't reach the containers of network {network.Name}, and answers from elsewhere don't reach them: it sends "
                    + $"packets for {network.Subnet} out by {range.Link}, and the bridge's own route is gone."
            );
    }

    /// <summary>
    /// The network's range contains the host's. The host sends by the longer prefix, which is its own range. Containers take these
    /// addresses for neighbors.
    /// </summary>
    private static HurtByOverlap Inside(HostSnapshot host, NetworkRange network, HostRange range)
    {
        var names = host.Containers.OrNone().GroupBy(container => container.Id).ToDictionary(one => one.Key, one => one.First().Name);
        var cut = (network.Network?.Endpoints)
            .OrNone()
            .Where(endpoint => Subnet.Parse(HostQueries.AddressOnly(endpoint.IPv4Address)) is { } address && range.Subnet.Contains(address))
            .Select(endpoint => names.TryGetValue(endpoint.Key, out var name) ? name : endpoint.Name ?? endpoint.Key)
            .ToList();
        var neighbours =
            $"Containers of network {network.Name} ({network.Subnet}) can't reach hosts in {range.Words}: these "
            + "addresses are also in their own network's range.";
        return cut.Count == 0
            ? new(Severity.Warning, neighbours)
            : new(
                Severity.Error,
                $"{neighbours} Answers to its containers leave by {range.Link} instead of its bridge, so they get none from outside this "
                    + $"host, and ports published for them don't answer ({TruncatedList.Join(cut)})."
            );
    }

    /// <summary>
    /// The host's range contains the network's, which is the longer prefix. So the host sends packets for that part of its range to the
    /// bridge.
    /// </summary>
    private static HurtByOverlap Around(HostContext host, NetworkRange network, HostRange range)
    {
        var lost = Others(host).Where(address => Subnet.Parse(address) is { } one && network.Subnet.Contains(one)).ToList();
        var severity =
            lost.Count > 0 ? Severity.Error
            : range.Kind == HostRangeKind.Routed ? Severity.Information
            : Severity.Warning;
        var named = lost.Count > 0 ? $", among them {TruncatedList.Join(lost)}" : "";
        return new(
            severity,
            $"This host and its containers can't reach hosts in {network.Subnet} of {range.Words}{named}: "
                + $"these addresses are taken for containers of network {network.Name}."
        );
    }

    /// <summary>The addresses that the host is known to use: the swarm's managers, other hosts of solutions, and name servers.</summary>
    private static IEnumerable<string> Others(HostContext host)
    {
        var own = host.Snapshot.OwnAddresses();
        var managers = (host.Snapshot.Engine?.Swarm?.RemoteManagers).OrNone().Select(manager => manager.Split(':')[0]);
        var peers = host.Footprints.SelectMany(footprint => footprint.Remotes).Select(remote => remote.Host).OfType<string>();
        var servers = (host.Snapshot.Resolver?.NameServers).OrNone();
        return managers.Concat(peers).Concat(servers).Distinct().Where(address => !own.Contains(address));
    }
}
