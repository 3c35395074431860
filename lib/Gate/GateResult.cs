using NetAudit.Rows;

namespace NetAudit.Gate;

/// <summary>The outcome of checking hosts against an expectation.</summary>
public sealed record GateResult
{
    /// <summary>All that is not as expected or could not be checked, waived ones too; the gravest first.</summary>
    public required IReadOnlyList<GateFinding> Findings { get; init; }

    /// <summary>The rows of the audit, compared with the expectation's edition.</summary>
    public required IReadOnlyList<OverlayFeature> Rows { get; init; }

    /// <summary>How many single checks were made that the file wants; rules of findings are not counted.</summary>
    public required int Checks { get; init; }

    /// <summary>Each check, whether it passed or not; what no single check found (a host that can't be read) follows.</summary>
    public required IReadOnlyList<GateCheck> Cases { get; init; }

    /// <summary>Those that count: not waived, and of severity Error.</summary>
    public required IReadOnlyList<GateFinding> Counting { get; init; }

    /// <summary>Whether no entry of the file was for any of the hosts: none of them was audited by it.</summary>
    public required bool CheckedNothing { get; init; }

    /// <summary>What the gate ends with.</summary>
    public required GateOutcome Outcome { get; init; }
}
