using NetAudit.Gate;

namespace NetAudit.Reports;

/// <summary>
/// A gate's check as a case. If it found several things, the first has the check's name and the others names of their own.
/// </summary>
internal static class GateCase
{
    public static IEnumerable<ReportCase> Create(GateCheck check)
    {
        if (check.Findings.Count == 0)
        {
            return [Empty(check)];
        }

        var first = Create(check, check.Findings[0]) with { Name = check.Name, Outcome = OutcomeOf(check.Outcome) };
        return check.Findings.Skip(1).Select(finding => Create(check, finding)).Prepend(first);
    }

    private static ReportCase Empty(GateCheck check) =>
        new()
        {
            Host = check.Host,
            Solution = check.Solution,
            Rule = check.Rule,
            Edition = "",
            Name = check.Name,
            Outcome = OutcomeOf(check.Outcome),
            IsOpen = check.Reason.Length > 0,
            Severity = FindingSeverity.Note,
            Message = check.Reason.Length > 0 ? $"{check.Host} {check.Name}: {check.Reason}" : $"{check.Host} {check.Name}: as expected",
            Evidence = [],
            Line = check.Line,
        };

    private static ReportCase Create(GateCheck check, GateFinding finding) =>
        new()
        {
            Host = check.Host,
            Solution = finding.Solution,
            Rule = finding.Aspect.Length > 0 ? finding.Aspect : finding.Rule,
            Edition = "",
            Name = finding.Subject.Length > 0 ? $"{check.Name}: {finding.Subject}" : check.Name,
            Outcome = OutcomeOf(finding),
            IsOpen = finding.Kind == FindingKind.CouldNotAudit,
            Severity = finding.Severity,
            Message = finding.Message,
            Evidence = finding.Evidence,
            Remediation = finding.Remediation,
            Line = finding.Line,
            Waiver = finding.Waiver,
        };

    private static CaseOutcome OutcomeOf(GateFinding finding) =>
        finding.Waiver is not null ? CaseOutcome.Waived
        : finding.Severity != FindingSeverity.Error ? CaseOutcome.Warned
        : finding.Kind == FindingKind.CouldNotAudit ? CaseOutcome.CouldNotAudit
        : CaseOutcome.Failed;

    private static CaseOutcome OutcomeOf(GateCheckOutcome outcome) =>
        outcome switch
        {
            GateCheckOutcome.Passed => CaseOutcome.Passed,
            GateCheckOutcome.Failed => CaseOutcome.Failed,
            GateCheckOutcome.CouldNotAudit => CaseOutcome.CouldNotAudit,
            GateCheckOutcome.Warned => CaseOutcome.Warned,
            GateCheckOutcome.Waived => CaseOutcome.Waived,
            _ => CaseOutcome.Inconclusive,
        };
}
