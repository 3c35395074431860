using NetAudit.Findings;
using NetAudit.Rows;

namespace NetAudit.Gate;

/// <summary>Checks which findings must not occur on a host. Each rule is a check of its own, whether it found something or not.</summary>
internal static class FindingChecks
{
    public static void Run(HostChecks checks)
    {
        var entries = checks.Expectation.Findings.Where(checks.IsFor).ToList();
        entries.ForEach(one => checks.Met(one));
        var findings = HostFindings.Create(checks.Context);
        foreach (var rule in HostFindings.Rules)
        {
            if (entries.Find(one => one.Rules.Any(pattern => pattern.Matches(rule))) is { } entry)
            {
                Check(checks, entries, entry, rule, findings);
            }
        }
    }

    private static void Check(
        HostChecks checks,
        List<FindingExpectation> entries,
        FindingExpectation first,
        string rule,
        HostFindings findings
    )
    {
        var lacks = findings.NotLooked.Where(one => one.Rule == rule).Select(one => FactWords.Find(one.Missing)).ToList();
        var why = lacks.Count == 0 ? null : $"{string.Join(", ", lacks)} not seen";

        // A rule that an entry names must have run. If only a wildcard matches a rule that could not run, it counts only if the entry says
        // so.
        var mustLook = first.Inconclusive is not null || first.Rules.Any(pattern => !pattern.IsWild && pattern.Matches(rule));
        checks.Begin(first, rule, "", $"finding {rule}", why);
        if (why is not null && mustLook)
        {
            var deviation = checks.Deviations.Start(GateRule.NoFinding, "", $"no finding {rule}", $"the rule could not run: {why}");
            checks.Deviations.Unknown(first, deviation with { FindingRule = rule });
        }

        foreach (var one in findings.Found.Where(one => one.Rule == rule).Select(one => new JudgedFinding(one.Rule, one.Finding)))
        {
            if (entries.Find(one.IsOf) is { } entry)
            {
                checks.Deviations.Contradicted(entry, one.Deviation(checks.Deviations));
            }
        }
    }
}
