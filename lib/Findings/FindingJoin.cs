using System.Reflection;
using NetAudit.Model;

namespace NetAudit.Findings;

/// <summary>Reports one cause once: a finding that is only a symptom of another is merged into that one, with its evidence. Pure.</summary>
internal static class FindingJoin
{
    private static readonly IReadOnlyDictionary<string, HashSet<string>> s_explains = Catalog
        .CreateAll<IFindingRule>()
        .Select(rule => (Rule: rule.GetType().Name, Explains: rule.GetType().GetCustomAttribute<ExplainsAttribute>()))
        .Where(pair => pair.Explains is not null)
        .ToDictionary(pair => pair.Rule, pair => new HashSet<string>(pair.Explains!.Rules.Select(type => type.Name)));

    /// <summary>Rules whose findings another rule's finding may explain.</summary>
    private static readonly HashSet<string> s_explained = [nameof(ProbedLoss), .. s_explains.Values.SelectMany(rules => rules)];

    /// <summary>Returns the findings without the ones that another finding explains, in the order given.</summary>
    public static IReadOnlyList<RuleFinding> Create(IReadOnlyList<RuleFinding> found)
    {
        var causes = new int?[found.Count];
        for (var at = 0; at < found.Count; at++)
        {
            causes[at] = CauseOf(found, causes, at);
        }

        var explained = Enumerable
            .Range(0, found.Count)
            .Where(at => causes[at] is not null)
            .ToLookup(at => RootOf(causes, at), at => found[at]);
        var joined = new List<RuleFinding>();
        for (var at = 0; at < found.Count; at++)
        {
            if (causes[at] is null)
            {
                joined.Add(With(found[at], [.. explained[at]]));
            }
        }

        return joined;
    }

    /// <summary>Returns the finding with the findings that it causes, and their evidence.</summary>
    private static RuleFinding With(RuleFinding cause, IReadOnlyList<RuleFinding> explained)
    {
        if (explained.Count == 0)
        {
            return cause;
        }

        var finding = cause.Finding;
        var ofSameCause = explained.Where(one => IsOfSameCause(finding, one.Finding)).Select(one => one.Finding.Repair);
        var isProbed = explained.Any(one => one.Finding.Basis == Basis.Probed);
        return cause with
        {
            Finding = (isProbed ? finding with { Basis = Basis.Probed } : finding) with
            {
                Severity = explained.Select(one => one.Finding.Severity).Append(finding.Severity).Max(),
                Explained = explained,
                Repair = ShellText.Join("\n", new[] { finding.Repair }.Concat(ofSameCause).Distinct()),
                Evidence = [.. finding.Evidence.Concat(explained.SelectMany(one => one.Finding.Evidence)).Distinct()],
            },
        };
    }

    /// <summary>
    /// Returns the index of the finding that explains this one; null if none does. Two findings can't explain each other.
    /// </summary>
    private static int? CauseOf(IReadOnlyList<RuleFinding> found, int?[] causes, int at)
    {
        // Most findings can't be explained by another one, so the comparison with all others is skipped.
        if (!s_explained.Contains(found[at].Rule) && found[at].Finding is { DecidedBy.Count: 0, Tight: null })
        {
            return null;
        }

        for (var other = 0; other < found.Count; other++)
        {
            var isCause = Explains(found[other], found[at]) || (other < at && IsOfSameCause(found[other].Finding, found[at].Finding));
            if (isCause && other != at && RootOf(causes, other) != at)
            {
                return other;
            }
        }

        return null;
    }

    private static int RootOf(int?[] causes, int at)
    {
        while (causes[at] is { } cause)
        {
            at = cause;
        }

        return at;
    }

    private static bool Explains(RuleFinding cause, RuleFinding other) =>
        (IsToldToExplain(cause, other) || ExplainsLoss(cause, other))
        && (cause.Finding.Solution is null || other.Finding.Solution is null || cause.Finding.Solution == other.Finding.Solution)
        && cause.Finding.Scope.Meets(other.Finding.Scope);

    private static bool IsToldToExplain(RuleFinding cause, RuleFinding other) =>
        s_explains.TryGetValue(cause.Rule, out var rules) && rules.Contains(other.Rule);

    /// <summary>Any finding that cuts containers off explains lost probes.</summary>
    private static bool ExplainsLoss(RuleFinding cause, RuleFinding other) =>
        other.Rule == nameof(ProbedLoss) && cause.Finding is { Cause: not null, Scope.IsOfLargePackets: false };

    /// <summary>Whether the same rules or policies drop the packets of both, or the same link is too small for both.</summary>
    private static bool IsOfSameCause(Finding cause, Finding other) =>
        cause.Solution == other.Solution
        && cause.Severity >= other.Severity
        && (
            (other.DecidedBy.Count > 0 && other.DecidedBy.All(cause.DecidedBy.Contains))
            || (other.Tight is not null && other.Tight == cause.Tight)
        );
}
