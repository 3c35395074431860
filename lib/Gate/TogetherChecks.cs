using NetAudit.Cluster;

namespace NetAudit.Gate;

/// <summary>Checks which findings must not occur that only several hosts show together.</summary>
internal static class TogetherChecks
{
    /// <summary>The checks and their deviations; empty for a single host.</summary>
    public static (IReadOnlyList<GateCheckKey> Checks, IReadOnlyList<Deviation> Deviations) Run(
        IReadOnlyList<HostChecks> hosts,
        Expectation expectation
    )
    {
        var checks = new List<GateCheckKey>();
        var together = string.Join(", ", hosts.Select(host => host.Host.Host).Distinct());
        var deviations = new DeviationList(together, expectation);
        if (hosts.Count > 1)
        {
            var strings = new StringPool();
            var findings = ClusterFindings.Create(hosts.Select(host => HostDigest.Create(host.Context, strings)));
            var entries = expectation.Findings.Where(one => hosts.Any(host => host.IsFor(one))).ToList();
            foreach (var rule in ClusterFindings.Rules)
            {
                if (entries.Find(one => one.Rules.Any(pattern => pattern.Matches(rule))) is { } first)
                {
                    var check = new GateCheckKey
                    {
                        Host = together,
                        Rule = rule,
                        Name = $"finding {rule}",
                        Line = first.Line,
                    };
                    checks.Add(check);
                    deviations.Check = check;
                    Judge(deviations, entries, findings.Where(one => one.Rule == rule));
                }
            }
        }

        return (checks, deviations.All);
    }

    private static void Judge(DeviationList deviations, List<FindingExpectation> entries, IEnumerable<ClusterRuleFinding> findings)
    {
        foreach (var one in findings)
        {
            var found = new JudgedFinding(one.Rule, one.Finding);
            if (
                entries.Find(entry => found.IsOf(entry) && one.Hosts.Any(host => entry.Hosts.Any(pattern => pattern.Matches(host)))) is
                { } entry
            )
            {
                deviations.Contradicted(entry, found.Deviation(deviations) with { Host = one.Hosts[0] });
            }
        }
    }
}
