namespace NetAudit.Gate;

/// <summary>Collects the deviations of one host. The expectation decides how they count.</summary>
/// <param name="host">The host's name; "" for deviations that concern the expectation file itself.</param>
/// <param name="expectation">The expectation.</param>
internal sealed class DeviationList(string host, Expectation expectation)
{
    private readonly List<Deviation> _all = [];

    /// <summary>All deviations, in the order in which they were found.</summary>
    public IReadOnlyList<Deviation> All => _all;

    /// <summary>The current check, to which new deviations belong.</summary>
    public GateCheckKey? Check { get; set; }

    /// <summary>A deviation on this host, for the caller to complete.</summary>
    public Deviation Start(GateRule rule, string solution, string expected, string observed) =>
        new()
        {
            Rule = rule,
            Host = host,
            Solution = solution,
            Expected = expected,
            Observed = observed,
        };

    /// <summary>Notes that what was seen contradicts an expectation.</summary>
    public void Contradicted(HostExpectation? one, Deviation deviation) => Add(one, deviation, FindingKind.Contradicted);

    /// <summary>Notes that an expectation could not be checked; the expectation says how that counts.</summary>
    public void Unknown(HostExpectation? one, Deviation deviation)
    {
        var counts = one?.Inconclusive ?? expectation.Inconclusive;
        if (counts != InconclusiveCounts.Ignore)
        {
            Add(one, deviation, counts == InconclusiveCounts.Finding ? FindingKind.Contradicted : FindingKind.CouldNotAudit);
        }
    }

    private void Add(HostExpectation? one, Deviation deviation, FindingKind kind) =>
        _all.Add(deviation with { Kind = kind, Severity = one?.Severity ?? FindingSeverity.Error, Check = Check, Line = one?.Line ?? 1 });
}
