using NetAudit.Aspects;
using NetAudit.Audit;
using NetAudit.Matrix;
using NetAudit.Model;
using NetAudit.Rows;

namespace NetAudit.Gate;

/// <summary>Checks the values that aspects must have, and the basis that these must have.</summary>
internal static class AspectChecks
{
    public static void Run(HostChecks checks)
    {
        foreach (var one in checks.Expectation.Aspects.Where(checks.IsFor))
        {
            var solutions = checks.Standing.Select(footprint => footprint.Solution).Where(one.Solution.Matches).ToList();
            if (solutions.Count == 0)
            {
                continue; // An empty list would ask for all.
            }

            var aspects = AspectObservers.Ids.Where(one.Aspect.Matches).ToList();
            foreach (var result in FeatureAudit.Run(checks.Context, one.Documented ?? Editions.Load(Editions.Today), solutions, aspects))
            {
                checks.Begin(one, RuleOf(one), result.Cell.Solution, NameOf(one, result.Cell.Aspect));
                Check(checks, one, result);
            }
        }
    }

    private static string RuleOf(AspectExpectation one) =>
        one.Documented is not null ? nameof(GateRule.AspectDocumented)
        : one.Values is null && one.Patterns is null ? nameof(GateRule.AspectBasis)
        : nameof(GateRule.AspectValue);

    /// <summary>The aspect and the expected properties, because two entries may expect different things.</summary>
    private static string NameOf(AspectExpectation one, string aspect) =>
        string.Join(
            " ",
            new[]
            {
                aspect,
                one.Values is null ? null : "values",
                one.Patterns is null ? null : "words",
                one.Documented is null ? null : $"as in {one.Documented.Name}",
                one.Basis == Basis.None ? null : one.Basis.ToString(),
            }.OfType<string>()
        );

    private static void Check(HostChecks checks, AspectExpectation one, AuditResult result)
    {
        var row = FeatureRows.Create(checks.Host, result);
        if (!result.Observation.IsSeen)
        {
            var rule = one.Documented is null ? GateRule.AspectValue : GateRule.AspectDocumented;
            checks.Deviations.Unknown(one, Start(checks, result, row, rule) with { Expected = Wanted(one, row), Observed = Why(row) });
            return;
        }

        var isAsWanted = CheckValue(checks, one, result, row);
        var isAsDocumented = CheckDocumented(checks, one, result, row);
        if (!isAsWanted || !isAsDocumented || result.Observation.Basis >= one.Basis)
        {
            return;
        }

        var tooLittle = Start(checks, result, row, GateRule.AspectBasis) with
        {
            Expected = $"{one.Basis}, or more",
            Observed = $"it is only {row.Basis}: {row.Observed}",
        };
        if (result.Cell.Aspect == AspectIds.EncryptionChannel)
        {
            checks.NotProven(one, one.Basis, result.Cell.Solution, tooLittle);
        }
        else
        {
            checks.Deviations.Unknown(one, tooLittle);
        }
    }

    /// <summary>Whether it has only expected values and words.</summary>
    private static bool CheckValue(HostChecks checks, AspectExpectation one, AuditResult result, OverlayFeature row)
    {
        var hasOther = one.Values is { } values && !result.Observation.Names.All(values.Contains);
        var hasOtherWords = one.Patterns is { } patterns && !patterns.Any(pattern => pattern.Matches(row.Observed));
        if (!hasOther && !hasOtherWords)
        {
            return true;
        }

        checks.Deviations.Contradicted(
            one,
            Start(checks, result, row, GateRule.AspectValue) with
            {
                Expected = Wanted(one with { Documented = null }, row),
            }
        );
        return false;
    }

    /// <summary>Whether the edition that must document it doesn't contradict it.</summary>
    private static bool CheckDocumented(HostChecks checks, AspectExpectation one, AuditResult result, OverlayFeature row)
    {
        var isContradicted = result.Status == FeatureStatus.Mismatch || (result.Status == FeatureStatus.Outdated && !one.AllowOutdated);
        if (one.Documented is null || (!isContradicted && result.Status != FeatureStatus.Inconclusive))
        {
            return true;
        }

        var expected = Wanted(one with { Values = null, Patterns = null }, row);
        var deviation = Start(checks, result, row, GateRule.AspectDocumented) with { Expected = expected };
        if (isContradicted)
        {
            checks.Deviations.Contradicted(one, deviation);
            return false;
        }

        checks.Deviations.Unknown(one, deviation with { Observed = Why(row) });
        return true;
    }

    private static Deviation Start(HostChecks checks, AuditResult result, OverlayFeature row, GateRule rule) =>
        checks.Deviations.Start(rule, result.Cell.Solution, "", $"seen {row.Observed}") with
        {
            Aspect = result.Cell.Aspect,
            Basis = result.Observation.Basis,
            Evidence = row.Evidence,
        };

    private static string Wanted(AspectExpectation one, OverlayFeature row)
    {
        var parts = new[]
        {
            one.Values is null ? null : string.Join(" or ", one.Values),
            one.Patterns is null ? null : $"words like {string.Join(" or ", one.Patterns.Select(pattern => $"'{pattern}'"))}",
            one.Documented is null ? null : $"as in {one.Documented.Name}: {row.Documented}",
        };
        return string.Join(", ", parts.OfType<string>().DefaultIfEmpty(one.Basis.ToString()));
    }

    private static string Why(OverlayFeature row)
    {
        var reason = row.Reason.Length == 0 ? "" : $": {row.Reason}";
        var recommendation = row.Recommendation.Length == 0 ? "" : $"; {row.Recommendation}";
        return row.Observed + reason + recommendation;
    }
}
