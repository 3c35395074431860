namespace NetAudit.Gate;

/// <summary>All checks of a gate, with what each found.</summary>
internal static class GateChecks
{
    /// <summary>
    /// The checks in order. Deviations that no check found (a host that can't be read, an entry that matched nothing) follow, each as a
    /// check of its own.
    /// </summary>
    public static IReadOnlyList<GateCheck> Create(IEnumerable<GateCheckKey> checks, IReadOnlyList<Deviation> deviations)
    {
        var found = deviations.Where(deviation => deviation.Check is not null).ToLookup(deviation => deviation.Check);
        return
        [
            .. checks.Select(check => Create(check, [.. found[check]])),
            .. deviations.Where(deviation => deviation.Check is null).Select(deviation => Create(Alone(deviation), [deviation])),
        ];
    }

    private static GateCheck Create(GateCheckKey check, IReadOnlyList<Deviation> found) =>
        new()
        {
            Host = check.Host,
            Name = check.Name,
            Rule = check.Rule,
            Solution = check.Solution,
            Outcome = OutcomeOf(check, found),
            Line = check.Line,
            Reason = check.NotLooked ?? "",
            Findings = [.. found.Select(deviation => deviation.ToRow())],
        };

    private static GateCheckOutcome OutcomeOf(GateCheckKey check, IReadOnlyList<Deviation> found) =>
        found.Any(one => one is { Counts: true, Kind: FindingKind.Contradicted }) ? GateCheckOutcome.Failed
        : found.Any(one => one.Counts) ? GateCheckOutcome.CouldNotAudit
        : found.Any(one => one.Waiver is null) ? GateCheckOutcome.Warned
        : found.Count > 0 ? GateCheckOutcome.Waived
        : check.NotLooked is not null ? GateCheckOutcome.Inconclusive
        : GateCheckOutcome.Passed;

    private static GateCheckKey Alone(Deviation deviation) =>
        new()
        {
            Host = deviation.Host,
            Rule = deviation.Rule.ToString(),
            Name = string.Join(
                " ",
                new[] { deviation.Solution, deviation.Aspect, deviation.Subject, deviation.Rule.ToString() }.Where(part => part.Length > 0)
            ),
            Solution = deviation.Solution,
            Line = deviation.Line,
        };
}
