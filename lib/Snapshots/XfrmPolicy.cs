namespace NetAudit.Snapshots;

/// <summary>An IPsec policy: which packets must be protected, and how.</summary>
public sealed record XfrmPolicy
{
    /// <summary>"in", "out", "fwd".</summary>
    public required string Direction { get; init; }

    /// <summary>The packets' source, in CIDR form.</summary>
    public required string Source { get; init; }

    /// <summary>The packets' destination, in CIDR form.</summary>
    public required string Destination { get; init; }

    /// <summary>The packets' protocol: "udp"; null for any.</summary>
    public string? Protocol { get; init; }

    /// <summary>The packets' source port; null for any.</summary>
    public int? SourcePort { get; init; }

    /// <summary>The packets' destination port; null for any.</summary>
    public int? DestinationPort { get; init; }

    /// <summary>The packets' mark; null for any.</summary>
    public long? Mark { get; init; }

    /// <summary>The bits of the mark that count.</summary>
    public long? MarkMask { get; init; }

    /// <summary>Whether it blocks the packets it selects, instead of protecting them.</summary>
    public bool Blocks { get; init; }

    /// <summary>The states that it requires.</summary>
    public IReadOnlyList<XfrmTemplate> Templates { get; init; } = [];
}

/// <summary>A state that a policy requires for its packets.</summary>
public sealed record XfrmTemplate
{
    /// <summary>The outer source address; "0.0.0.0" or "::" for the packet's.</summary>
    public required string Source { get; init; }

    /// <summary>The outer destination address.</summary>
    public required string Destination { get; init; }

    /// <summary>"esp", "ah".</summary>
    public required string Protocol { get; init; }

    /// <summary>The SPI of the one state that it requires; null for any.</summary>
    public long? Spi { get; init; }

    /// <summary>The request id that ties it to states.</summary>
    public long? RequestId { get; init; }

    /// <summary>"transport", "tunnel".</summary>
    public string? Mode { get; init; }
}
