using NetAudit.Findings;
using NetAudit.Rows;

namespace NetAudit.PowerShell;

/// <summary>Completes rules of findings.</summary>
public sealed class RuleCompleter : NameCompleter
{
    private protected override IEnumerable<(string Id, string Tip)> Names(string? edition) =>
        HostAudit.Rules.Select(rule => (rule, FindingPage.Find(rule)?.Sentence ?? ""));
}
