using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.PacketPath.Routing;

/// <summary>A route of a table, or the one that an address of a link makes in the local table.</summary>
/// <param name="Destination">Its destination.</param>
/// <param name="Outcome">The kernel's action.</param>
/// <param name="Device">The link's name.</param>
/// <param name="Route">The route as it was listed; null for one that an address creates.</param>
internal sealed record RouteEntry(Subnet Destination, RouteOutcome Outcome, string? Device, Route? Route)
{
    /// <summary>Whether the kernel goes on with the next rule ("throw").</summary>
    public bool GoesOn { get; init; }

    /// <summary>The source address for the route of a link's address: the first address of its subnet there.</summary>
    public string? Source { get; init; }

    /// <summary>Lower ones come first; IPv6's default is 1024, IPv4's 0.</summary>
    public long Metric => Route is null ? 0 : Route.Metric ?? (Destination.Family == 6 ? 1024 : 0);

    /// <summary>Reads a route; null if the kernel doesn't use it for packets that the host sends.</summary>
    public static RouteEntry? Create(Route route)
    {
        var everything = route.Family == 6 ? "::/0" : "0.0.0.0/0";
        if (
            Subnet.Parse(route.Destination == "default" ? everything : route.Destination) is not { } destination
            || route.Flags.Contains("dead")
        )
        {
            return null;
        }

        return new RouteEntry(destination, OutcomeOf(route.Type), route.Device, route) { GoesOn = route.Type == "throw" };
    }

    /// <summary>The routes that the kernel keeps in its local table for the addresses of the links.</summary>
    public static IEnumerable<RouteEntry> FromAddresses(IReadOnlyList<Link> links) =>
        from link in links
        from address in link.Addresses
        from entry in FromAddress(link, address)
        select entry;

    private static IEnumerable<RouteEntry> FromAddress(Link link, LinkAddress address)
    {
        if (
            Subnet.Parse(address.Address) is not { } own
            || Subnet.Parse(address.ToString()) is not { } subnet
            || (own.Family == 6 && !link.Up)
        )
        {
            yield break;
        }

        var primary = link.Addresses.First(one => subnet.Equals(Subnet.Parse(one.ToString()))).Address;
        yield return new RouteEntry(own, RouteOutcome.Local, link.Name, null) { Source = primary };
        if (link.IsLoopback && link.Up && own.Family == 4)
        {
            yield return new RouteEntry(subnet, RouteOutcome.Local, link.Name, null) { Source = primary };
        }

        if (link.Up && Subnet.Parse(subnet.Broadcast) is { } broadcast)
        {
            yield return new RouteEntry(broadcast, RouteOutcome.Broadcast, link.Name, null) { Source = primary };
        }
    }

    private static RouteOutcome OutcomeOf(string type) =>
        type switch
        {
            "unicast" => RouteOutcome.Unicast,
            "local" or "anycast" => RouteOutcome.Local,
            "broadcast" => RouteOutcome.Broadcast,
            "unreachable" => RouteOutcome.Unreachable,
            "blackhole" => RouteOutcome.Blackhole,
            "prohibit" => RouteOutcome.Prohibit,
            _ => RouteOutcome.Unknown,
        };
}
