using NetAudit.Snapshots;

namespace NetAudit.PacketPath.Routing;

/// <summary>What the kernel does with a packet.</summary>
internal enum RouteOutcome
{
    /// <summary>The facts that were seen don't decide it.</summary>
    Unknown,

    /// <summary>It goes out by a link.</summary>
    Unicast,

    /// <summary>It stays: the address is the namespace's own.</summary>
    Local,

    /// <summary>It goes to all hosts in a link's subnet.</summary>
    Broadcast,

    /// <summary>No route leads there: "network is unreachable".</summary>
    NoRoute,

    /// <summary>A route or rule rejects it as unreachable.</summary>
    Unreachable,

    /// <summary>A route or rule discards it.</summary>
    Blackhole,

    /// <summary>A route or rule forbids it.</summary>
    Prohibit,
}

/// <summary>How the kernel routes a packet. A member that is null doesn't apply, or isn't known.</summary>
/// <param name="Outcome">The kernel's action.</param>
internal sealed record RouteAnswer(RouteOutcome Outcome)
{
    /// <summary>The answer if the facts don't show one.</summary>
    public static RouteAnswer Unknown { get; } = new(RouteOutcome.Unknown);

    /// <summary>The route that decided; null if the answer follows from an address of a link, or from a rule.</summary>
    public Route? Route { get; init; }

    /// <summary>The link that it goes out by; for an own address, the link that has it. Null if several share the load.</summary>
    public Link? Link { get; init; }

    /// <summary>The next hop; null if the destination is on the link itself.</summary>
    public string? Gateway { get; init; }

    /// <summary>The source address that the kernel gives it.</summary>
    public string? Source { get; init; }

    /// <summary>
    /// The largest packet, in bytes, that goes out whole: the route's limit if it has one, and never more than the link's.
    /// </summary>
    public int? Mtu => Link is not { Mtu: > 0 } link ? null : Math.Min(Route?.Mtu is > 0 and var own ? own : link.Mtu, link.Mtu);

    /// <summary>Whether a packet leaves the host.</summary>
    public bool IsUnicast => Outcome == RouteOutcome.Unicast;
}
