using NetAudit.Audit;
using NetAudit.Gate;

namespace NetAudit.Reports;

/// <summary>How a line of a report ended.</summary>
internal enum CaseOutcome
{
    /// <summary>As documented or expected, or not in use here.</summary>
    Passed,

    /// <summary>Not as documented; with a gate: not as expected.</summary>
    Failed,

    /// <summary>It could not be told.</summary>
    Inconclusive,

    /// <summary>A finding that a waiver covers.</summary>
    Waived,
}

/// <summary>A line of a report that tells passed from failed: a row, or a gate's finding in its place.</summary>
/// <param name="Host">The host.</param>
/// <param name="Solution">The solution, or "".</param>
/// <param name="Rule">The aspect's id, or the gate's rule where the finding is about no aspect.</param>
/// <param name="Subject">The network or connection that is named, or "".</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Severity">A name of <see cref="FindingSeverity"/>.</param>
/// <param name="Message">In one line.</param>
/// <param name="Evidence">What shows it.</param>
/// <param name="Waiver">The waiver that covers it.</param>
internal sealed record ReportCase(string Host, string Solution, string Rule, string Subject, CaseOutcome Outcome, string Severity, string Message, IReadOnlyList<string> Evidence, FindingWaiver? Waiver)
{
    /// <summary>"Weave EncryptionChannel connection to node4".</summary>
    public string Name => string.Join(" ", new[] { Solution, Rule, Subject }.Where(part => part.Length > 0));
}

/// <summary>Rows and findings as cases. With a gate, its findings decide; a row against the matrix alone then fails nothing.</summary>
internal static class ReportCases
{
    public static IReadOnlyList<ReportCase> Of(IReadOnlyList<OverlayFeature> rows, IReadOnlyList<GateFinding>? findings)
    {
        var found = findings ?? [];
        var touched = new HashSet<(string, string, string)>(found.Select(finding => (finding.Host, finding.Solution, finding.Aspect)));
        return [.. rows.Where(row => !touched.Contains((row.Host, row.Solution, row.Aspect))).Select(row => Of(row, findings is not null)), .. found.Select(Of)];
    }

    private static ReportCase Of(OverlayFeature row, bool gated) => new(
        row.Host, row.Solution, row.Aspect, "",
        gated ? CaseOutcome.Passed : row.Status switch
        {
            nameof(FeatureStatus.Mismatch) => CaseOutcome.Failed,
            nameof(FeatureStatus.Inconclusive) => CaseOutcome.Inconclusive,
            _ => CaseOutcome.Passed,
        },
        nameof(FindingSeverity.Warning),
        $"{row.Status}: documented {row.Documented}; {row.Observed}{(row.Reason.Length > 0 ? $" ({row.Reason})" : "")}",
        row.Evidence, null);

    private static ReportCase Of(GateFinding finding) => new(
        finding.Host, finding.Solution, finding.Aspect.Length > 0 ? finding.Aspect : finding.Rule, finding.Subject,
        finding.Waiver is not null ? CaseOutcome.Waived : finding.Kind == nameof(FindingKind.CouldNotAudit) ? CaseOutcome.Inconclusive : CaseOutcome.Failed,
        finding.Severity, finding.Message, finding.Evidence, finding.Waiver);
}
