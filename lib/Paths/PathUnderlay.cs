using NetAudit.Model;
using NetAudit.Probes;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Paths;

/// <summary>The path that the overlay's packets take between two hosts.</summary>
/// <param name="Address">The other host's address on it; null if it isn't known.</param>
/// <param name="Words">The evidence for the address, as a "source: fact" line; if there is no address, the reason.</param>
internal sealed record PathUnderlay(string? Address, string Words)
{
    /// <summary>Between containers of one host.</summary>
    public static PathUnderlay None { get; } = new(null, "both ends are on this host: there is no underlay between them to compare with");

    /// <summary>To an endpoint that the engine, the kernel or the agent listed.</summary>
    public static PathUnderlay Listed(Footprint footprint, ProbeEndpoint endpoint)
    {
        var network = footprint.Networks.FirstOrDefault(one => one.Name == endpoint.NetworkName);
        return new(
            endpoint.Host,
            endpoint.Host is null ? $"which host has {endpoint.Address} isn't known" : Source(footprint, endpoint, network)
        );
    }

    /// <summary>From a host to a container on another one; null if nothing shows that the solution connects the two hosts.</summary>
    /// <param name="host">The sender's host.</param>
    /// <param name="footprint">The solution on it.</param>
    /// <param name="other">The target's host.</param>
    /// <param name="target">The target's address.</param>
    /// <param name="isRouted">Whether the host's own routes lead to the target; a network that spans hosts needs none.</param>
    public static PathUnderlay? Between(HostSnapshot host, Footprint footprint, HostSnapshot other, string target, bool isRouted)
    {
        var peers = footprint.Peers ?? [];
        if (peers.FirstOrDefault(peer => peer.Name == other.Host) is { } named)
        {
            return SharedSubnet(host, footprint, other, named.Evidence.ToString());
        }

        var route = RouteTo(host, target);
        var addresses = other.OwnAddresses();
        if (peers.FirstOrDefault(peer => addresses.Contains(peer.Name)) is { } peer && (route is not null || !isRouted))
        {
            return new(peer.Name, peer.Evidence.ToString());
        }

        // The kernel doesn't know a user-space tunnel's peers: it only knows that the target is behind its link.
        return route?.Device is { } device && footprint.OwnLinks.Contains(device)
            ? SharedSubnet(host, footprint, other, $"ip route: {route.Destination} by {device}")
            : null;
    }

    private static string Source(Footprint footprint, ProbeEndpoint endpoint, Network? network)
    {
        if (network is { Tasks.Count: > 0 })
        {
            var place = $"{endpoint.Name} at {endpoint.Address} is on host {endpoint.Host}";
            return $"docker network inspect --verbose {network.Name}: {place}";
        }

        if (network is { Driver: "overlay" })
        {
            return $"bridge fdb of {network.Name}'s VXLAN link: the MAC address of {endpoint.Address} is behind {endpoint.Host}";
        }

        var named = footprint.Peers?.FirstOrDefault(peer => peer.Name == endpoint.Host)?.Evidence.ToString();
        return named ?? $"{footprint.Solution}'s agent: {endpoint.Address} is on host {endpoint.Host}";
    }

    private static PathUnderlay SharedSubnet(HostSnapshot host, Footprint footprint, HostSnapshot other, string evidence)
    {
        var shared = (
            from own in Addresses(host, footprint)
            from its in Addresses(other, footprint)
            let subnet = Subnet.Parse(own.ToString())
            where own.Address != its.Address && subnet is not null && subnet.Equals(Subnet.Parse(its.ToString()))
            select (its.Address, Subnet: subnet)
        ).ToList();
        if (shared.Count == 1)
        {
            var (address, only) = shared[0];
            var alone = $"{only} is the only subnet that both hosts have a link in, there as {address}";
            return new(address, $"{evidence}, which names no peer's address; {alone}");
        }

        var common = shared.Count == 0 ? "no common subnet" : "several common subnets";
        var unknown = $"which address of {other.Host} carries the tunnel isn't known ({evidence} names none)";
        return new(null, $"{unknown}, and the hosts have links in {common}");
    }

    private static IEnumerable<LinkAddress> Addresses(HostSnapshot host, Footprint footprint)
    {
        var bridges = new HashSet<string?>((host.Networks ?? []).Select(HostQueries.BridgeLinkOf));
        return host.HostLinks()
            .Where(link => !link.IsLoopback && link.Up && !footprint.OwnLinks.Contains(link.Name) && !bridges.Contains(link.Name))
            .SelectMany(link => link.Addresses)
            .Where(address => address.Address.IndexOf(':') < 0);
    }

    /// <summary>The route to an address, other than a default route.</summary>
    private static Route? RouteTo(HostSnapshot host, string target) =>
        (
            from route in host.HostRoutes()
            where route.Type == "unicast"
            let destination = Subnet.Parse(route.Destination)
            where destination is { Length: > 0 } && Subnet.Parse(target) is { } address && destination.Contains(address)
            orderby destination.Length descending
            select route
        ).FirstOrDefault();
}
