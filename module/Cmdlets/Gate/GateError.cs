using System.Management.Automation;
using NetAudit.Gate;
using NetAudit.Model;

namespace NetAudit.PowerShell;

/// <summary>The one error of a gate that fails: the number of findings, the first of them, and what to do.</summary>
internal static class GateError
{
    private const int MostTold = 5;

    /// <summary>The error for a result that isn't as expected.</summary>
    /// <param name="result">The result.</param>
    /// <param name="toSeeMore">A step that makes more visible on the hosts.</param>
    public static ErrorRecord Create(GateResult result, string toSeeMore)
    {
        var hasFindings = result.Outcome == GateOutcome.Findings;
        var telling = result.Counting.Where(finding => !hasFindings || finding.Kind == FindingKind.Contradicted).ToList();
        var lines = telling.Take(MostTold).Select(finding => $"  - {finding.Message}").ToList();
        if (telling.Count > MostTold)
        {
            lines.Add($"  - and {telling.Count - MostTold} more");
        }

        return Errors.Record(
            hasFindings ? "OverlayFindings" : "OverlayCouldNotAudit",
            hasFindings ? ErrorCategory.InvalidResult : ErrorCategory.ResourceUnavailable,
            lines.Prepend(Head(result, telling.Count)),
            result,
            hasFindings ? GateWords.WithFindings
                : result.CheckedNothing ? GateWords.CheckedNothing
                : $"{toSeeMore} Or let it count otherwise: \"inconclusive\" in the expectation file."
        );
    }

    private static string Head(GateResult result, int told)
    {
        var unseen = result.Counting.Count - told;
        var notMade = unseen == 0 ? "" : $", and {Counted.Say(unseen, "check")} that could not be made";
        return result.Outcome == GateOutcome.Findings ? $"{Counted.Say(told, "finding")}{notMade}:"
            : result.CheckedNothing ? "nothing was checked:"
            : $"{Counted.Say(told, "check")} could not be made:";
    }
}
