using NetAudit.Addresses;
using NetAudit.Probes;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Paths;

/// <summary>The way between two hosts that the overlay's packets take.</summary>
/// <param name="Address">The other host's address on it; null where it isn't known.</param>
/// <param name="Words">What names the address, as a "source: fact" line; where there is none, why.</param>
internal sealed record Underlay(string? Address, string Words)
{
    /// <summary>Between containers of one host.</summary>
    public static Underlay None { get; } = new(null, "both ends are on this host: there is no underlay between them to compare with");

    /// <summary>To an endpoint that the engine or the kernel's tunnel listed with its host.</summary>
    public static Underlay Listed(Footprint footprint, ProbeEndpoint endpoint) => new(
        endpoint.Host,
        footprint.Networks.Any(network => network.Name == endpoint.Network && network.Tasks is { Count: > 0 })
            ? $"docker network inspect --verbose {endpoint.Network}: {endpoint.Container} at {endpoint.Address} is on host {endpoint.Host}"
            : $"bridge fdb of {endpoint.Network}'s VXLAN link: the MAC address of {endpoint.Address} is behind {endpoint.Host}");

    /// <summary>From a host to a container of another one of the same solution; null where nothing shows that the solution joins the two.</summary>
    public static Underlay? Between(HostSnapshot host, Footprint footprint, HostSnapshot other, string target)
    {
        var addresses = ProbeEndpoints.OwnAddresses(other);
        if ((footprint.Peers ?? []).FirstOrDefault(peer => addresses.Contains(peer.Name)) is { } peer)
        {
            return new(peer.Name, peer.Evidence.ToString());
        }

        // A user-space tunnel keeps its peers to itself: the kernel only knows that the target is behind its link.
        return RouteTo(host, target) is { Device: { } device } route && footprint.OwnLinks.Contains(device) ? SharedSubnet(host, footprint, other, route) : null;
    }

    private static Underlay SharedSubnet(HostSnapshot host, Footprint footprint, HostSnapshot other, Route route)
    {
        var shared = (from own in Addresses(host, footprint)
                      from its in Addresses(other, footprint)
                      let subnet = Subnet.Parse(own.ToString())
                      where own.Address != its.Address && subnet is not null && subnet.Equals(Subnet.Parse(its.ToString()))
                      select (its.Address, Subnet: subnet)).ToList();
        return shared.Count == 1
            ? new(shared[0].Address, $"ip route: {route.Destination} by {route.Device}, which tells no peer; {shared[0].Subnet} is the only subnet that both hosts have a link in, there as {shared[0].Address}")
            : new(null, $"{route.Device} tells no peer, and the hosts have links in {(shared.Count == 0 ? "no" : "several")} common subnet{(shared.Count == 0 ? "" : "s")}: which address carries the tunnel isn't known");
    }

    private static IEnumerable<LinkAddress> Addresses(HostSnapshot host, Footprint footprint)
    {
        var bridges = new HashSet<string?>((host.Networks ?? []).Select(HostQueries.BridgeLinkOf));
        return host.HostLinks().Where(link => !link.IsLoopback && link.Up && !footprint.OwnLinks.Contains(link.Name) && !bridges.Contains(link.Name))
            .SelectMany(link => link.Addresses).Where(address => address.Address.IndexOf(':') < 0);
    }

    private static Route? RouteTo(HostSnapshot host, string target) =>
        (from route in host.HostRoutes()
         where route.Type == "unicast"
         let destination = Subnet.Parse(route.Destination)
         where destination is not null && Subnet.Parse(target) is { } address && destination.Contains(address)
         orderby destination.Length descending
         select route).FirstOrDefault();
}
