using NetAudit.Gate;
using NetAudit.Model;
using NetAudit.Rows;

namespace NetAudit.Reports;

/// <summary>
/// The content of a report, as cases. With a gate, its checks are the cases, each under the same name on every run. If only the gate's
/// findings are known, they decide. A row that is only compared with the matrix then fails nothing.
/// </summary>
internal static class ReportCases
{
    public static IReadOnlyList<ReportCase> Create(ReportContent content)
    {
        if (content.Checks.Count > 0)
        {
            return Numbered([.. content.Checks.SelectMany(GateCase.Create)]);
        }

        var gate = content.Gate ?? [];
        var editions = content.Features.Select(row => row.Edition).Distinct().ToList();
        var touched = new HashSet<(string, string, string)>(gate.Select(finding => (finding.Host, finding.Solution, finding.Aspect)));
        var untouched = content.Features.Where(row => !touched.Contains((row.Host, row.Solution, row.Aspect)));
        return Numbered([
            .. content.Findings.Select(finding => FindingCase.Create(finding, content.Gate is not null)),
            .. untouched.Select(row => Create(row, content.Gate is not null, editions.Count > 1)),
            .. content.Drift.Select(DriftCase.Create),
            .. gate.Select(finding => Create(finding, editions.FirstOrDefault() ?? "")),
        ]);
    }

    private static ReportCase Create(OverlayFeature row, bool gated, bool tellsEdition) =>
        new()
        {
            Host = row.Host,
            Solution = row.Solution,
            Rule = row.Aspect,
            Edition = row.Edition,
            Name = Name(row.Solution, row.Aspect, tellsEdition ? row.Edition : ""),
            Outcome = gated
                ? CaseOutcome.Passed
                : row.Status switch
                {
                    FeatureStatus.Mismatch => CaseOutcome.Failed,
                    FeatureStatus.Inconclusive => CaseOutcome.Inconclusive,
                    _ => CaseOutcome.Passed,
                },
            IsOpen = row.Status == FeatureStatus.Inconclusive,
            Severity = FindingSeverity.Warning,
            Message =
                $"{row.Host} {row.Solution} {row.Aspect}: {row.Status}: documented {row.Documented}; {row.Observed}"
                + (row.Reason.Length > 0 ? $" ({row.Reason})" : ""),
            Evidence = row.Evidence,
        };

    private static ReportCase Create(GateFinding finding, string edition) =>
        new()
        {
            Host = finding.Host,
            Solution = finding.Solution,
            Rule = finding.Aspect.Length > 0 ? finding.Aspect : finding.Rule,
            Edition = edition,
            Name = Name(finding.Solution, finding.Aspect, finding.Subject, finding.Rule),
            Outcome =
                finding.Waiver is not null ? CaseOutcome.Waived
                : finding.Severity != FindingSeverity.Error ? CaseOutcome.Warned
                : finding.Kind == FindingKind.CouldNotAudit ? CaseOutcome.CouldNotAudit
                : CaseOutcome.Failed,
            IsOpen = finding.Kind == FindingKind.CouldNotAudit,
            Severity = finding.Severity,
            Message = finding.Message,
            Evidence = finding.Evidence,
            Remediation = finding.Remediation,
            Line = finding.Line,
            Waiver = finding.Waiver,
        };

    private static string Name(params string[] parts) => string.Join(" ", parts.Where(part => part.Length > 0));

    /// <summary>Makes the names unique: readers of JUnit files keep one case of each name and drop the others.</summary>
    private static List<ReportCase> Numbered(IReadOnlyList<ReportCase> cases)
    {
        var seen = new Dictionary<(string, string), int>();
        var numbered = new List<ReportCase>(cases.Count);
        foreach (var one in cases)
        {
            var key = (one.Host, one.Name);
            seen[key] = seen.TryGetValue(key, out var count) ? count + 1 : 1;
            numbered.Add(seen[key] == 1 ? one : one with { Name = $"{one.Name} #{seen[key]}" });
        }

        return numbered;
    }
}
