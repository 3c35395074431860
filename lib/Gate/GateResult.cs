using NetAudit.Rows;

namespace NetAudit.Gate;

/// <summary>The outcome of checking hosts against an expectation.</summary>
public sealed record GateResult
{
    /// <summary>
    /// All deviations and all checks that could not be done, including waived ones; the most severe first, waived ones last.
    /// </summary>
    public required IReadOnlyList<GateFinding> Findings { get; init; }

    /// <summary>The rows of the audit, compared with the expectation's edition.</summary>
    public required IReadOnlyList<OverlayFeature> Rows { get; init; }

    /// <summary>How many checks of the file's entries were made. Checks of findings' rules are not counted.</summary>
    public required int Checks { get; init; }

    /// <summary>Each check, whether it passed or not. Deviations that no single check found (a host that can't be read) follow.</summary>
    public required IReadOnlyList<GateCheck> Cases { get; init; }

    /// <summary>The findings that count: not waived, and of severity Error.</summary>
    public required IReadOnlyList<GateFinding> Counting { get; init; }

    /// <summary>Whether no entry of the file led to a check on any host.</summary>
    public required bool CheckedNothing { get; init; }

    /// <summary>The gate's outcome.</summary>
    public required GateOutcome Outcome { get; init; }
}
