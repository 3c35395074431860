using NetAudit.Model;

namespace NetAudit.Solutions;

/// <summary>Another host.</summary>
/// <param name="Name">Its name or address.</param>
/// <param name="Way">How this host reaches it.</param>
/// <param name="Via">The peer that relays to it, or null.</param>
/// <param name="Evidence">The evidence for it.</param>
public sealed record Peer(string Name, Reachability Way, string? Via, Evidence Evidence);

/// <summary>How a peer is reached.</summary>
public enum Reachability
{
    /// <summary>Known, but the path to it was not seen.</summary>
    Unknown,

    /// <summary>Directly, by a route or forwarding entry to that very host.</summary>
    Direct,

    /// <summary>Through another peer.</summary>
    Relayed,

    /// <summary>Other peers reach it through this one.</summary>
    RelayedByThisHost,

    /// <summary>This host doesn't reach it.</summary>
    Unreachable,
}

/// <summary>An IPv4 address on another host.</summary>
public sealed record RemoteAddress
{
    /// <summary>The kind of its holder.</summary>
    public required RemoteKind Kind { get; init; }

    /// <summary>The address.</summary>
    public required string Address { get; init; }

    /// <summary>The container's or task's name, or the other host's link; null if neither is known.</summary>
    public string? Name { get; init; }

    /// <summary>The engine's network it is on, or null.</summary>
    public string? Network { get; init; }

    /// <summary>The subnet it is in, in CIDR form, or null.</summary>
    public string? Subnet { get; init; }

    /// <summary>The address of the host that has it; null if that isn't known.</summary>
    public string? Host { get; init; }
}

/// <summary>The kinds of holders of an address on another host.</summary>
public enum RemoteKind
{
    /// <summary>A container, or another endpoint that a container of this host talks to there.</summary>
    Endpoint,

    /// <summary>The other host itself: its own end of the tunnel.</summary>
    HostEnd,

    /// <summary>No machine: the address is that of a subnet which a route leads to. A packet to it is to end at the other host.</summary>
    Subnet,
}
