using NetAudit.Gate;
using NetAudit.Model;
using NetAudit.Rows;

namespace NetAudit.Reports;

/// <summary>A finding as a case. An Error fails; lesser findings are only listed. With a gate, only the gate's findings fail.</summary>
internal static class FindingCase
{
    public static ReportCase Create(OverlayFinding finding, bool gated) =>
        new()
        {
            Host = finding.Host,
            Solution = finding.Solution,
            Rule = finding.Rule,
            Edition = "",
            Name = string.Join(" ", new[] { finding.Solution, finding.Rule, finding.Subject }.Where(part => part.Length > 0)),
            Outcome = finding.Severity == Severity.Error && !gated ? CaseOutcome.Failed : CaseOutcome.Warned,
            IsOpen = false,
            Severity = SeverityOf(finding),
            Message = $"{finding.Host} {finding.Subject}: {finding.Message}",
            Evidence = finding.Evidence,
            Remediation = finding.Remediation,
        };

    private static FindingSeverity SeverityOf(OverlayFinding finding) =>
        finding.Severity switch
        {
            Severity.Error => FindingSeverity.Error,
            Severity.Warning => FindingSeverity.Warning,
            _ => FindingSeverity.Note,
        };
}
