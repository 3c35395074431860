using NetAudit.Audit;
using NetAudit.Matrix;
using NetAudit.Model;
using NetAudit.Rows;

namespace NetAudit.Gate;

/// <summary>What aspects must be, and what that must rest on.</summary>
internal static class AspectChecks
{
    public static void Run(HostChecks checks)
    {
        foreach (var one in checks.Expectation.Aspects.Where(checks.IsFor))
        {
            var solutions = checks.Standing.Select(footprint => footprint.Solution).Where(one.Solution.Matches).ToList();
            var aspects = HostAudit.Aspects.Where(one.Aspect.Matches).ToList();
            if (solutions.Count > 0)
            {
                foreach (var audited in HostAudit.Audit(checks.Host, one.Documented ?? Editions.Load(Editions.Today), solutions, aspects))
                {
                    checks.Checked(one);
                    Check(checks, one, audited);
                }
            }
        }
    }

    private static void Check(HostChecks checks, AspectExpectation one, AuditedFeature audited)
    {
        var (row, observation) = (audited.Row, audited.Observation);
        if (observation.IsNotApplicable)
        {
            return;
        }

        var seen = observation.Values.Count > 0;
        GateFinding Finding(GateRule rule, string expected) => checks.Of(rule, row.Solution, row.Aspect, expected, seen ? $"seen {row.Observed}" : Why(row)) with { Basis = row.Basis, Evidence = row.Evidence };

        if (!seen)
        {
            checks.Unknown(one, Finding(one.Documented is null ? GateRule.AspectValue : GateRule.AspectDocumented, Wanted(one, row)));
            return;
        }

        var contradicted = false;
        if ((one.Values is { } values && !observation.Values.All(values.Contains)) || (one.Patterns is { } patterns && !patterns.Any(pattern => pattern.Matches(row.Observed))))
        {
            checks.Contradicted(one, Finding(GateRule.AspectValue, Wanted(one with { Documented = null }, row)));
            contradicted = true;
        }

        if (one.Documented is not null && row.Status is nameof(FeatureStatus.Mismatch))
        {
            checks.Contradicted(one, Finding(GateRule.AspectDocumented, Wanted(one with { Values = null, Patterns = null }, row)));
            contradicted = true;
        }
        else if (one.Documented is not null && row.Status is nameof(FeatureStatus.Inconclusive))
        {
            checks.Unknown(one, Finding(GateRule.AspectDocumented, Wanted(one with { Values = null, Patterns = null }, row)) with { Observed = Why(row) });
        }

        if (!contradicted && observation.Basis < one.Basis)
        {
            checks.Unknown(one, Finding(GateRule.AspectBasis, $"{one.Basis}, or more") with { Observed = $"it is only {row.Basis}: {row.Observed}" });
        }
    }

    private static string Wanted(AspectExpectation one, OverlayFeature row) => string.Join(", ", new[]
    {
        one.Values is null ? null : string.Join(" or ", one.Values),
        one.Patterns is null ? null : $"words like {string.Join(" or ", one.Patterns.Select(pattern => $"'{pattern}'"))}",
        one.Documented is null ? null : $"as in {one.Documented.Name}: {row.Documented}",
    }.OfType<string>().DefaultIfEmpty(one.Basis.ToString()));

    private static string Why(OverlayFeature row) => $"{row.Observed}{(row.Reason.Length == 0 ? "" : $": {row.Reason}")}{(row.Recommendation.Length == 0 ? "" : $"; {row.Recommendation}")}";
}
