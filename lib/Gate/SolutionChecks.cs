using NetAudit.Model;
using NetAudit.Solutions;

namespace NetAudit.Gate;

/// <summary>Checks which solutions must, may or must not be on a host, and their states.</summary>
internal static class SolutionChecks
{
    private const int MostEvidence = 10;

    public static void Run(HostChecks checks)
    {
        foreach (var one in checks.Expectation.Solutions.Where(checks.IsFor))
        {
            checks.Begin(one, nameof(GateRule.SolutionState), one.Solution.Text, string.Join(" or ", one.States));
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
        var expected = string.Join(" or ", one.States);
        if (checks.Context.Find(id) is { } footprint)
        {
            if (!one.States.Contains(footprint.State.ToString()))
            {
                var isUnwanted = one.States.All(state => state == SolutionExpectation.Absent);
                var rule = isUnwanted ? GateRule.SolutionUnexpected : GateRule.SolutionState;
                checks.Deviations.Contradicted(one, Seen(checks, rule, footprint, expected));
            }
        }
        else if (NotSeen(checks, SolutionDetectors.Find(id)!) is { } part)
        {
            checks.Deviations.Unknown(
                one,
                checks.Deviations.Start(GateRule.SolutionMissing, id, expected, $"not found, but {part} was not seen")
            );
        }
        else if (!one.States.Contains(SolutionExpectation.Absent))
        {
            checks.Deviations.Contradicted(one, checks.Deviations.Start(GateRule.SolutionMissing, id, expected, "it was not found"));
        }
    }

    private static void CheckOthers(HostChecks checks)
    {
        var listed = checks.Expectation.Solutions.Where(checks.IsFor).Select(one => one.Solution.Text).ToList();
        checks.Begin(null, nameof(GateRule.SolutionUnexpected), "", "no other solution");
        var expected = listed.Count == 0 ? "no multi-host solution" : $"no other solution than {string.Join(", ", listed)}";
        foreach (var other in checks.Context.Footprints.Where(found => !listed.Contains(found.Solution)))
        {
            checks.Deviations.Contradicted(null, Seen(checks, GateRule.SolutionUnexpected, other, expected));
        }

        var hidden = SolutionDetectors
            .All.Where(detector => !listed.Contains(detector.Solution))
            .Select(detector => NotSeen(checks, detector));
        if (hidden.OfType<string>().FirstOrDefault() is { } part)
        {
            checks.Deviations.Unknown(
                null,
                checks.Deviations.Start(
                    GateRule.SolutionUnexpected,
                    "",
                    "no other solution",
                    $"{part} was not seen, so another may be there"
                )
            );
        }
    }

    private static Deviation Seen(HostChecks checks, GateRule rule, Footprint footprint, string expected)
    {
        var backend = footprint.Backend is null ? "backend unknown" : $"backend {footprint.Backend}";
        return checks.Deviations.Start(rule, footprint.Solution, expected, $"{footprint.State}, {backend}") with
        {
            Basis = Basis.Observed,
            Evidence = [.. footprint.Evidence.Take(MostEvidence).Select(evidence => evidence.ToString())],
        };
    }

    /// <summary>The facts that are missing to say that a solution isn't on the host; null if none are.</summary>
    private static string? NotSeen(HostChecks checks, ISolutionDetector detector) =>
        checks.Host.Engine is null ? "the engine"
        : detector.IsToldByEngine && checks.Host.Networks is null ? "the engine's networks"
        : !detector.IsToldByEngine && checks.Host.HostNamespace?.Links is null ? "the kernel's state"
        : null;
}
