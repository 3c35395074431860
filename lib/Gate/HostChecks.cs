using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Gate;

/// <summary>A host under an expectation: the checks that were made on it, and what they found.</summary>
internal sealed class HostChecks(HostContext host, Expectation expectation)
{
    private readonly DeviationList _deviations = new(host.Snapshot.Host, expectation);
    private readonly HashSet<string> _applied = [];
    private readonly List<GateCheckKey> _all = [];

    /// <summary>The host.</summary>
    public HostContext Context => host;

    /// <summary>What was seen on it.</summary>
    public HostSnapshot Host => host.Snapshot;

    /// <summary>The expectation.</summary>
    public Expectation Expectation => expectation;

    /// <summary>What is there to be checked: traces alone show nothing.</summary>
    public IEnumerable<Footprint> Standing => host.Footprints.Where(footprint => footprint.State != SolutionState.Leftover);

    /// <summary>What was not as expected, or could not be checked.</summary>
    public DeviationList Deviations => _deviations;

    /// <summary>The checks that were made.</summary>
    public IReadOnlyList<GateCheckKey> All => _all;

    /// <summary>Places of the expectations that met something on this host.</summary>
    public IReadOnlyCollection<string> Applied => _applied;

    /// <summary>Whether an expectation is for this host.</summary>
    public bool IsFor(HostExpectation one) => one.Hosts.Any(pattern => pattern.Matches(Host.Host));

    /// <summary>Whether an expectation is for this host and solution.</summary>
    public bool IsFor(HostExpectation one, string solution) => IsFor(one) && one.Solution.Matches(solution);

    /// <summary>Notes that an expectation, or a part of it, met something here.</summary>
    public void Met(HostExpectation one, string part = "") => _applied.Add(one.Place + part);

    /// <summary>Begins a check: what deviates from now on was found by it.</summary>
    /// <param name="one">The expectation; null: the file as a whole.</param>
    /// <param name="rule">The gate's rule, or the finding's.</param>
    /// <param name="solution">The solution; "" if it is about none.</param>
    /// <param name="name">What is checked, the same on every run.</param>
    /// <param name="notLooked">Why it is unknown, where that counts for nothing.</param>
    public void Begin(HostExpectation? one, string rule, string solution, string name, string? notLooked = null)
    {
        if (one is not null)
        {
            Met(one);
        }

        var parts = new[] { solution, name }.Where(part => part.Length > 0);
        var check = new GateCheckKey
        {
            Host = Host.Host,
            Rule = rule,
            Name = string.Join(" ", parts),
            Solution = solution,
            Line = one?.Line ?? 1,
            NotLooked = notLooked,
        };
        _all.Add(check);
        _deviations.Check = check;
    }

    /// <summary>
    /// Notes that encryption rests on too little. What the kernel (for Weave: the router) should show and doesn't, where it was asked, is
    /// no
    /// lack of sight: it isn't there.
    /// </summary>
    public void NotProven(HostExpectation one, Basis wanted, string solution, Deviation deviation)
    {
        if (wanted == Basis.Observed && EncryptionChecks.WasAsked(Host, solution))
        {
            Deviations.Contradicted(one, deviation);
        }
        else
        {
            Deviations.Unknown(one, deviation);
        }
    }
}
