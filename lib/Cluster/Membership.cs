using NetAudit.Model;

namespace NetAudit.Cluster;

/// <summary>
/// Which hosts are in one cluster. Two that use the same subnets need not be: private ranges, and stores in them, are the same in many
/// places. Sure is what exists once (a network's id, a Weave peer's name), or a host that is named by its address and by what it has behind
/// it. The rest joins hosts only where no address would then be there twice.
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

    /// <summary>Whether what is sure of a solution's hosts exists once in the world, as ids do, and not only in one place.</summary>
    public static bool IsUnique(string solution) => solution is SolutionIds.DockerOverlay or SolutionIds.Weave;

    /// <summary>Things that a host has and that exist once: whoever else has, or names, one of them is in its cluster.</summary>
    public static IEnumerable<string> Sure(HostDigest host, string solution) =>
        solution switch
        {
            SolutionIds.Calico => Blocks(host),
            SolutionIds.DockerOverlay => host.Overlay!.Networks.Select(network => network.Id),
            SolutionIds.Flannel => Leases(host),
            _ => host.Weave!.Peers.Keys.Append(host.Weave.Name),
        };

    /// <summary>Things that hosts of one cluster have in common, but others may have too.</summary>
    public static IEnumerable<string> Likely(HostDigest host, string solution) =>
        solution switch
        {
            SolutionIds.Calico => host.Calico!.Remote.Select(route => route.Host).Concat(host.Addresses),
            SolutionIds.DockerOverlay => [],
            SolutionIds.Flannel => LikelyFlannel(host),
            _ => host.Weave!.Tries.Concat(host.Addresses),
        };

    /// <summary>"lease at address", its own and as it has others'.</summary>
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

    /// <summary>A network with its store; where the store isn't known (Kubernetes), with the subnets that the host is in.</summary>
    private static IEnumerable<string> LikelyFlannel(HostDigest host)
    {
        var flannel = host.Flannel!;
        return flannel.Network is null ? []
            : flannel.Store is { } store ? [$"{flannel.Network} in {store}"]
            : host.Subnets.Select(subnet => $"{flannel.Network} from {subnet}");
    }

    /// <summary>Peers that hosts of one cluster have, and that are none of them.</summary>
    public static IReadOnlyList<string> PeersNotAmong(IReadOnlyList<HostDigest> hosts, string solution)
    {
        var given = new HashSet<string>(hosts.SelectMany(Names));
        var peers = hosts.SelectMany(host => Peers(host, solution)).Distinct();
        return [.. peers.Where(peer => !given.Contains(peer)).OrderBy(peer => peer, StringComparer.Ordinal)];
    }

    /// <summary>Other hosts that a host has as peers, as it calls them.</summary>
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

    /// <summary>What others call a host.</summary>
    private static IEnumerable<string> Names(HostDigest host) =>
        host.Weave is { } weave ? host.Addresses.Append($"{weave.NickName ?? weave.Name} ({weave.Name})") : host.Addresses;
}
