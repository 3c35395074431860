using NetAudit.Audit;
using NetAudit.Model;
using NetAudit.Solutions;

namespace NetAudit.Gate;

/// <summary>Which solutions must, may or must not be on a host, and in which state.</summary>
internal static class SolutionChecks
{
    public static void Run(HostChecks checks)
    {
        foreach (var one in checks.Expectation.Solutions.Where(checks.IsFor))
        {
            checks.Checked(one);
            Check(checks, one);
        }

        if (checks.Expectation.OnlyThese)
        {
            CheckOthers(checks);
        }
    }

    private static void Check(HostChecks checks, SolutionExpectation one)
    {
        var id = one.Solution.Text;
        var footprint = checks.Found.FirstOrDefault(found => found.Solution == id);
        var expected = string.Join(" or ", one.States);
        if (footprint is null)
        {
            if (NotSeen(checks, id) is { } part)
            {
                checks.Unknown(one, checks.Of(GateRule.SolutionMissing, id, "", expected, $"not found, but {part} was not seen"));
            }
            else if (!one.States.Contains(SolutionExpectation.Absent))
            {
                checks.Contradicted(one, checks.Of(GateRule.SolutionMissing, id, "", expected, "it was not found"));
            }
        }
        else if (!one.States.Contains(footprint.State.ToString()))
        {
            var rule = one.States.All(state => state == SolutionExpectation.Absent) ? GateRule.SolutionUnexpected : GateRule.SolutionState;
            checks.Contradicted(one, Seen(checks, rule, footprint, expected));
        }
    }

    private static void CheckOthers(HostChecks checks)
    {
        var listed = checks.Expectation.Solutions.Where(checks.IsFor).Select(one => one.Solution.Text).ToList();
        foreach (var other in checks.Found.Where(found => !listed.Contains(found.Solution)))
        {
            checks.Contradicted(null, Seen(checks, GateRule.SolutionUnexpected, other, listed.Count == 0 ? "no multi-host solution" : $"no other solution than {string.Join(", ", listed)}"));
        }

        if (HostAudit.Solutions.Where(id => !listed.Contains(id)).Select(id => NotSeen(checks, id)).OfType<string>().FirstOrDefault() is { } part)
        {
            checks.Unknown(null, checks.Of(GateRule.SolutionUnexpected, "", "", "no other solution", $"{part} was not seen, so another may be there"));
        }
    }

    private static GateFinding Seen(HostChecks checks, GateRule rule, Footprint footprint, string expected) =>
        checks.Of(rule, footprint.Solution, "", expected, $"{footprint.State}, {(footprint.Backend is null ? "backend not told" : $"backend {footprint.Backend}")}") with
        {
            Basis = nameof(Basis.Observed),
            Evidence = [.. footprint.Evidence.Take(10).Select(evidence => evidence.ToString())],
        };

    /// <summary>What must be seen before a solution can be said not to be there: the engine tells of its own, only the kernel of the others.</summary>
    private static string? NotSeen(HostChecks checks, string solution) =>
        checks.Host.Engine is null ? "the engine"
        : solution == SolutionIds.DockerOverlay ? (checks.Host.Networks is null ? "the engine's networks" : null)
        : checks.Host.HostNamespace?.Links is null ? "the kernel's state" : null;
}
