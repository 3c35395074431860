namespace NetAudit.Snapshots;

/// <summary>Something that was not seen.</summary>
public sealed record Gap
{
    /// <summary>The kind of reason. Code decides by it, never by the words of <see cref="Reason"/>.</summary>
    public GapKind Kind { get; init; }

    /// <summary>What was not seen: "host namespace", "container c1", "swarm nodes".</summary>
    public required string Subject { get; init; }

    /// <summary>Why it was not seen, for people: "needs root". May hold words of a tool or the kernel, so it is untrusted text.</summary>
    public required string Reason { get; init; }

    /// <summary>A step that would make it visible: "run as root on the host"; null if none is known.</summary>
    public string? Remedy { get; init; }
}

/// <summary>Why something was not seen.</summary>
public enum GapKind
{
    /// <summary>A reason that is none of the others.</summary>
    Other,

    /// <summary>This user lacks the rights to see it.</summary>
    NeedsRoot,

    /// <summary>The tool, process or file that would show it is missing.</summary>
    NotThere,

    /// <summary>No answer came in time.</summary>
    TimedOut,

    /// <summary>The engine or agent that was asked refused to answer.</summary>
    Refused,

    /// <summary>The answer or file is damaged.</summary>
    Damaged,

    /// <summary>The bundle doesn't have it.</summary>
    NotRecorded,

    /// <summary>The engine isn't, or isn't provably, this machine's.</summary>
    Elsewhere,

    /// <summary>A temporary network could not be removed.</summary>
    StillThere,
}
