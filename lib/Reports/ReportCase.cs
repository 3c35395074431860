using NetAudit.Gate;

namespace NetAudit.Reports;

/// <summary>The outcome of a line of a report.</summary>
internal enum CaseOutcome
{
    /// <summary>As documented or expected, or not in use here.</summary>
    Passed,

    /// <summary>Not as documented; with a gate: not as expected.</summary>
    Failed,

    /// <summary>A finding that the expectation file only lists, so that it fails nothing.</summary>
    Warned,

    /// <summary>It could not be checked, and the gate counts that as a failure.</summary>
    CouldNotAudit,

    /// <summary>It could not be checked, which fails nothing.</summary>
    Inconclusive,

    /// <summary>A finding that a waiver covers.</summary>
    Waived,
}

/// <summary>A line of a report with an outcome: a finding, a row, or a gate's finding in its place.</summary>
internal sealed record ReportCase
{
    /// <summary>The host; "" if it is about none.</summary>
    public required string Host { get; init; }

    /// <summary>The solution, or "".</summary>
    public required string Solution { get; init; }

    /// <summary>The finding's rule, the aspect's id, or the gate's rule if it is about no aspect.</summary>
    public required string Rule { get; init; }

    /// <summary>The edition that the audit was made with.</summary>
    public required string Edition { get; init; }

    /// <summary>"Weave EncryptionChannel connection to node4": no other case of the host has it.</summary>
    public required string Name { get; init; }

    /// <summary>Its outcome.</summary>
    public required CaseOutcome Outcome { get; init; }

    /// <summary>Whether no fact that would decide it was seen.</summary>
    public required bool IsOpen { get; init; }

    /// <summary>Its severity.</summary>
    public required FindingSeverity Severity { get; init; }

    /// <summary>The message, in one line.</summary>
    public required string Message { get; init; }

    /// <summary>The evidence.</summary>
    public required IReadOnlyList<string> Evidence { get; init; }

    /// <summary>The line of the expectation file that requires it; 0 if none does.</summary>
    public int Line { get; init; }

    /// <summary>The repair; "" if none is known.</summary>
    public string Remediation { get; init; } = "";

    /// <summary>The waiver that covers it, or null.</summary>
    public FindingWaiver? Waiver { get; init; }

    /// <summary>Whether a person should look at it.</summary>
    public bool NeedsAttention =>
        Outcome is CaseOutcome.Failed or CaseOutcome.Warned or CaseOutcome.CouldNotAudit or CaseOutcome.Inconclusive;

    /// <summary>The message, and the reason if it doesn't count.</summary>
    public string FullMessage =>
        Outcome switch
        {
            CaseOutcome.Waived => $"waived: {Waiver!.Reason}: {Message}",
            CaseOutcome.Warned => $"{Severity}, fails nothing: {Message}",
            _ => Message,
        };

    /// <summary>The message, then the repair, then a line for each evidence.</summary>
    public string Details =>
        string.Join(
            "\n",
            new[] { FullMessage, Remediation.Length > 0 ? $"To repair: {Remediation}" : null }.OfType<string>().Concat(Evidence)
        );
}
