namespace NetAudit.Snapshots;

/// <summary>Something that was not seen.</summary>
public sealed record Gap
{
    /// <summary>The kind of reason. Code decides by it, never by the words of <see cref="Reason"/>.</summary>
    public GapKind Kind { get; init; }

    /// <summary>What: "host namespace", "container c1", "swarm nodes".</summary>
    public required string Subject { get; init; }

    /// <summary>Why not, for people: "needs root". May hold a tool's or a kernel's own words, so untrusted text.</summary>
    public required string Reason { get; init; }

    /// <summary>A step that would make it visible: "run as root on the host"; null if none is known.</summary>
    public string? Remedy { get; init; }
}

/// <summary>Why something was not seen.</summary>
public enum GapKind
{
    /// <summary>For a reason that is none of the others.</summary>
    Other,

    /// <summary>The kernel doesn't show it to this user.</summary>
    NeedsRoot,

    /// <summary>A tool, process or file that would show it isn't there.</summary>
    NotThere,

    /// <summary>No answer came in time.</summary>
    TimedOut,

    /// <summary>The engine or agent that was asked refused to answer.</summary>
    Refused,

    /// <summary>What came can't be read.</summary>
    Damaged,

    /// <summary>A bundle holds nothing of it.</summary>
    NotRecorded,

    /// <summary>The engine isn't, or isn't provably, this machine's.</summary>
    Elsewhere,

    /// <summary>A temporary network could not be removed.</summary>
    StillThere,
}
