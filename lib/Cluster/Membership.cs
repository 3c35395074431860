using NetAudit.Model;

namespace NetAudit.Cluster;

/// <summary>
/// Which hosts are in one cluster. Hosts that use the same subnets need not be, because private ranges, and stores in them, are the same in
/// many places. Sure keys exist only once. A network's id or a Weave peer's name is unique in the world, a host's address with the range
/// behind it in one place. Likely keys join hosts only if no address would then occur twice.
/// </summary>
internal static class Membership
{
    public static IReadOnlyList<string> Solutions { get; } =
    [SolutionIds.Calico, SolutionIds.DockerOverlay, SolutionIds.Flannel, SolutionIds.Weave];

    public static bool Has(HostDigest host, string solution) =>
        solution switch
        {
            SolutionIds.Calico => host.Calico is not null,
            SolutionIds.DockerOverlay => host.Overlay is not null,
            SolutionIds.Flannel => host.Flannel is not null,
            SolutionIds.Weave => host.Weave is not null,
            _ => throw new ArgumentOutOfRangeException(nameof(solution), solution, "No digest is made of it."),
        };

    /// <summary>Whether a solution's sure keys exist once in the world, as ids do, and not only once per place.</summary>
    public static bool IsUnique(string solution) => solution is SolutionIds.DockerOverlay or SolutionIds.Weave;

    /// <summary>Keys of a host that exist once. Each host that has or names one of them is in the same cluster.</summary>
    public static IEnumerable<string> Sure(HostDigest host, string solution) =>
        solution switch
        {
            SolutionIds.Calico => Blocks(host),
            SolutionIds.DockerOverlay => host.Overlay!.Networks.Select(network => network.Id),
            SolutionIds.Flannel => Leases(host),
            _ => host.Weave!.Peers.Keys.Append(host.Weave.Name),
        };

    /// <summary>Keys that hosts of one cluster have in common, but that other hosts may have too.</summary>
    public static IEnumerable<string> Likely(HostDigest host, string solution) =>
        solution switch
        {
            SolutionIds.Calico => host.Calico!.Remote.Select(route => route.Host).Concat(host.Addresses),
            SolutionIds.DockerOverlay => [],
            SolutionIds.Flannel => LikelyFlannel(host),
            _ => host.Weave!.Tries.Concat(host.Addresses),
        };

    /// <summary>"lease at address", for its own leases and for those of its peers.</summary>
    private static IEnumerable<string> Leases(HostDigest host)
    {
        var own = from lease in host.Flannel!.Leases from address in host.Addresses select $"{lease.Prefix} at {address}";
        var others = host.Flannel.Peers.Where(peer => peer.Destination is not null);
        return own.Concat(others.Select(peer => $"{peer.End} at {peer.Destination}"));
    }

    private static IEnumerable<string> Blocks(HostDigest host)
    {
        var own = from block in host.Calico!.Blocks from address in host.Addresses select $"{block} at {address}";
        return own.Concat(host.Calico.Remote.Select(route => $"{route.Block} at {route.Host}"));
    }

    /// <summary>A network with its store. If the store isn't known (Kubernetes), a network with each subnet of the host.</summary>
    private static IEnumerable<string> LikelyFlannel(HostDigest host)
    {
        var flannel = host.Flannel!;
        return flannel.Network is null ? []
            : flannel.Store is { } store ? [$"{flannel.Network} in {store.Endpoints} {store.Prefix}"]
            : host.Subnets.Select(subnet => $"{flannel.Network} from {subnet}");
    }

    /// <summary>Peers of the hosts of one cluster that aren't among these hosts.</summary>
    public static IReadOnlyList<string> PeersNotAmong(IReadOnlyList<HostDigest> hosts, string solution)
    {
        var given = new HashSet<string>(hosts.SelectMany(Names));
        var peers = hosts.SelectMany(host => Peers(host, solution)).Distinct();
        return [.. peers.Where(peer => !given.Contains(peer)).OrderBy(peer => peer, StringComparer.Ordinal)];
    }

    /// <summary>The other hosts that are a host's peers, by the names that it has for them.</summary>
    public static IEnumerable<string> Peers(HostDigest host, string solution) =>
        solution switch
        {
            SolutionIds.Flannel => host.Flannel!.Peers.Select(peer => peer.Destination).OfType<string>(),
            SolutionIds.DockerOverlay => host.Overlay!.Networks.Where(network => network.Peers is not null)
                .SelectMany(network => network.Peers!)
                .Where(peer => !host.Has(peer)),
            SolutionIds.Weave => host.Weave!.Peers.Where(peer => peer.Key != host.Weave.Name).Select(peer => $"{peer.Value} ({peer.Key})"),
            _ => host.Calico!.Remote.Select(route => route.Host),
        };

    /// <summary>The names that other hosts have for a host.</summary>
    private static IEnumerable<string> Names(HostDigest host) =>
        host.Weave is { } weave ? host.Addresses.Append($"{weave.NickName ?? weave.Name} ({weave.Name})") : host.Addresses;
}
