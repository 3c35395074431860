using NetAudit.Gate;

namespace NetAudit.Reports;

/// <summary>How a line of a report ended.</summary>
internal enum CaseOutcome
{
    /// <summary>As documented or expected, or not in use here.</summary>
    Passed,

    /// <summary>Not as documented; with a gate: not as expected.</summary>
    Failed,

    /// <summary>A finding that the expectation file wants listed, and that fails nothing.</summary>
    Warned,

    /// <summary>It could not be checked, and a gate counts that.</summary>
    CouldNotAudit,

    /// <summary>It could not be checked, which fails nothing.</summary>
    Inconclusive,

    /// <summary>A finding that a waiver covers.</summary>
    Waived,
}

/// <summary>A line of a report that passed or failed: a finding, a row, or a gate's finding in its place.</summary>
internal sealed record ReportCase
{
    /// <summary>The host; "" if it is about none.</summary>
    public required string Host { get; init; }

    /// <summary>The solution, or "".</summary>
    public required string Solution { get; init; }

    /// <summary>The finding's rule, the aspect's id, or the gate's rule where it is about no aspect.</summary>
    public required string Rule { get; init; }

    /// <summary>The edition that the audit was made with.</summary>
    public required string Edition { get; init; }

    /// <summary>"Weave EncryptionChannel connection to node4": no other case of the host has it.</summary>
    public required string Name { get; init; }

    /// <summary>How it ended.</summary>
    public required CaseOutcome Outcome { get; init; }

    /// <summary>Whether no fact was seen that decides it.</summary>
    public required bool IsOpen { get; init; }

    /// <summary>How much it weighs.</summary>
    public required FindingSeverity Severity { get; init; }

    /// <summary>In one line.</summary>
    public required string Message { get; init; }

    /// <summary>What shows it.</summary>
    public required IReadOnlyList<string> Evidence { get; init; }

    /// <summary>The line of the expectation file that wants it; 0 where none does.</summary>
    public int Line { get; init; }

    /// <summary>What repairs it; "" if nothing is known to.</summary>
    public string Remediation { get; init; } = "";

    /// <summary>The waiver that covers it, or null.</summary>
    public FindingWaiver? Waiver { get; init; }

    /// <summary>Whether somebody should look at it.</summary>
    public bool NeedsAttention =>
        Outcome is CaseOutcome.Failed or CaseOutcome.Warned or CaseOutcome.CouldNotAudit or CaseOutcome.Inconclusive;

    /// <summary>The message, and why it doesn't count where it doesn't.</summary>
    public string FullMessage =>
        Outcome switch
        {
            CaseOutcome.Waived => $"waived: {Waiver!.Reason}: {Message}",
            CaseOutcome.Warned => $"{Severity}, fails nothing: {Message}",
            _ => Message,
        };

    /// <summary>The message, then what repairs it, then a line for each evidence.</summary>
    public string Details =>
        string.Join(
            "\n",
            new[] { FullMessage, Remediation.Length > 0 ? $"To repair: {Remediation}" : null }.OfType<string>().Concat(Evidence)
        );
}
