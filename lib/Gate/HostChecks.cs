using NetAudit.Audit;
using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Gate;

/// <summary>A host under an expectation: the checks that were made on it, and what they found.</summary>
internal sealed class HostChecks(HostSnapshot host, Expectation expectation)
{
    private readonly List<Finding> findings = [];
    private readonly HashSet<string> applied = [];

    /// <summary>The host.</summary>
    public HostSnapshot Host => host;

    /// <summary>The expectation.</summary>
    public Expectation Expectation => expectation;

    /// <summary>What was found on it.</summary>
    public IReadOnlyList<Footprint> Found { get; } = HostAudit.Detect(host);

    /// <summary>What is there to be checked: traces alone show nothing.</summary>
    public IEnumerable<Footprint> Standing => Found.Where(footprint => footprint.State != SolutionState.Leftover);

    /// <summary>What was not as expected.</summary>
    public IReadOnlyList<Finding> Findings => findings;

    /// <summary>How many checks were made.</summary>
    public int Count { get; private set; }

    /// <summary>Places of the expectations that met something on this host.</summary>
    public IReadOnlyCollection<string> Applied => applied;

    /// <summary>Whether an expectation is for this host.</summary>
    public bool IsFor(HostExpectation one) => one.Hosts.Any(pattern => pattern.Matches(host.Host));

    /// <summary>Whether an expectation is for this host and solution.</summary>
    public bool IsFor(HostExpectation one, string solution) => IsFor(one) && one.Solution.Matches(solution);

    /// <summary>Notes that an expectation, or a part of it, met something here.</summary>
    public void Met(HostExpectation one, string part = "") => applied.Add(one.Place + part);

    /// <summary>Counts a check.</summary>
    public void Checked(HostExpectation one)
    {
        Met(one);
        Count++;
    }

    /// <summary>Notes that what was seen contradicts an expectation.</summary>
    public void Contradicted(HostExpectation? one, GateFinding finding, params string[] names) =>
        findings.Add(new Finding(finding with { Severity = (one?.Severity ?? FindingSeverity.Error).ToString() }, names));

    /// <summary>Notes that an expectation could not be told, as it counts.</summary>
    public void Unknown(HostExpectation? one, GateFinding finding, params string[] names)
    {
        var counts = one?.Inconclusive ?? expectation.Inconclusive;
        if (counts != InconclusiveCounts.Ignore)
        {
            Contradicted(one, finding with { Kind = (counts == InconclusiveCounts.Finding ? FindingKind.Contradicted : FindingKind.CouldNotAudit).ToString() }, names);
        }
    }

    /// <summary>A finding on this host, to be filled in.</summary>
    public GateFinding Of(GateRule rule, string solution, string aspect, string expected, string observed) => new()
    {
        Rule = rule.ToString(),
        Kind = nameof(FindingKind.Contradicted),
        Severity = nameof(FindingSeverity.Error),
        Host = host.Host,
        Solution = solution,
        Aspect = aspect,
        Expected = expected,
        Observed = observed,
    };

    /// <summary>A finding, and the names that a waiver may know its subject by.</summary>
    internal sealed record Finding(GateFinding Row, IReadOnlyList<string> Names);
}
