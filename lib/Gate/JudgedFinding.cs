using NetAudit.Findings;
using NetAudit.Rows;

namespace NetAudit.Gate;

/// <summary>A finding to compare with an expectation's entries.</summary>
/// <param name="Rule">Its rule.</param>
/// <param name="Finding">The finding.</param>
internal sealed record JudgedFinding(string Rule, Finding Finding)
{
    private string[] Names => [Finding.Subject.ToString(), Finding.Subject.Name];

    /// <summary>Whether an entry matches it, whatever the host.</summary>
    public bool IsOf(FindingExpectation entry) =>
        entry.Severities.Contains(Finding.Severity)
        && entry.Rules.Any(pattern => pattern.Matches(Rule))
        && entry.Solution.Matches(Finding.Solution ?? "")
        && entry.Subjects.Any(pattern => Names.Any(pattern.Matches));

    /// <summary>Its deviation from an entry that forbids it.</summary>
    public Deviation Deviation(DeviationList deviations) =>
        deviations.Start(GateRule.NoFinding, Finding.Solution ?? "", $"no finding {Rule}", Finding.Message) with
        {
            FindingRule = Rule,
            Subject = Finding.Subject.ToString(),
            Names = Names,
            Basis = Finding.Basis,
            Evidence = FindingRows.Printed(Finding.Evidence),
            Remediation = Finding.Remediation,
        };
}
