namespace NetAudit.Snapshots;

/// <summary>An IPsec state. Keys are never read.</summary>
public sealed record XfrmState
{
    /// <summary>Outer source address.</summary>
    public required string Source { get; init; }

    /// <summary>Outer destination address.</summary>
    public required string Destination { get; init; }

    /// <summary>"esp", "ah".</summary>
    public required string Protocol { get; init; }

    /// <summary>The request id that ties it to policies.</summary>
    public long? RequestId { get; init; }

    /// <summary>The SPI in its packets. With the destination, it identifies one direction between two hosts.</summary>
    public long? Spi { get; init; }

    /// <summary>"transport", "tunnel".</summary>
    public string? Mode { get; init; }
}
