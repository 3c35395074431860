using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Gate;

/// <summary>A host that is checked against an expectation: the checks, and their deviations.</summary>
internal sealed class HostChecks(HostContext host, Expectation expectation)
{
    private readonly DeviationList _deviations = new(host.Snapshot.Host, expectation);
    private readonly HashSet<string> _applied = [];
    private readonly List<GateCheckKey> _all = [];

    /// <summary>The host.</summary>
    public HostContext Context => host;

    /// <summary>The host's snapshot.</summary>
    public HostSnapshot Host => host.Snapshot;

    /// <summary>The expectation.</summary>
    public Expectation Expectation => expectation;

    /// <summary>The solutions to check. Leftovers are left out, because traces alone prove nothing.</summary>
    public IEnumerable<Footprint> Standing => host.Footprints.Where(footprint => footprint.State != SolutionState.Leftover);

    /// <summary>The deviations, and the checks that could not be done.</summary>
    public DeviationList Deviations => _deviations;

    /// <summary>The checks that were made.</summary>
    public IReadOnlyList<GateCheckKey> All => _all;

    /// <summary>Places of the expectations that applied to something on this host.</summary>
    public IReadOnlyCollection<string> Applied => _applied;

    /// <summary>Whether an expectation applies to this host.</summary>
    public bool IsFor(HostExpectation one) => one.Hosts.Any(pattern => pattern.Matches(Host.Host));

    /// <summary>Whether an expectation applies to this host and solution.</summary>
    public bool IsFor(HostExpectation one, string solution) => IsFor(one) && one.Solution.Matches(solution);

    /// <summary>Notes that an expectation, or a part of it, applied to something on this host.</summary>
    public void Met(HostExpectation one, string part = "") => _applied.Add(one.Place + part);

    /// <summary>Begins a check. Deviations that are added from now on belong to it.</summary>
    /// <param name="one">The expectation; null: the file as a whole.</param>
    /// <param name="rule">The gate's rule, or the host finding's.</param>
    /// <param name="solution">The solution; "" if it concerns none.</param>
    /// <param name="name">The check's name, the same on every run.</param>
    /// <param name="notLooked">Why it is unknown, if that doesn't count; else null.</param>
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
    /// Notes that encryption has too weak a basis. If the kernel (for Weave: the router) was read and doesn't show it, the facts aren't
    /// missing: encryption isn't in force.
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
