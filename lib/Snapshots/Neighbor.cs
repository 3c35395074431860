namespace NetAudit.Snapshots;

/// <summary>A forwarding entry of a bridge or VXLAN link.</summary>
public sealed record ForwardingEntry
{
    /// <summary>The MAC address.</summary>
    public required string MacAddress { get; init; }

    /// <summary>The link that has the entry.</summary>
    public required string Device { get; init; }

    /// <summary>VXLAN: the underlay address that frames for it are sent to.</summary>
    public string? Destination { get; init; }

    /// <summary>"permanent", "static", "" for a learned one.</summary>
    public string? State { get; init; }
}

/// <summary>A neighbour.</summary>
public sealed record Neighbor
{
    /// <summary>The address.</summary>
    public required string Address { get; init; }

    /// <summary>The link.</summary>
    public required string Device { get; init; }

    /// <summary>The MAC address, or null.</summary>
    public string? MacAddress { get; init; }

    /// <summary>"PERMANENT", "REACHABLE", "STALE", "FAILED" …</summary>
    public string? State { get; init; }
}
