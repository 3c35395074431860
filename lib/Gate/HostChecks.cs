using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Gate;

/// <summary>A host under an expectation: the checks that were made on it, and what they found.</summary>
internal sealed class HostChecks(HostContext host, Expectation expectation)
{
    private readonly DeviationList _deviations = new(host.Snapshot.Host, expectation);
    private readonly HashSet<string> _applied = [];

    /// <summary>The host.</summary>
    public HostContext Context => host;

    /// <summary>What was seen on it.</summary>
    public HostSnapshot Host => host.Snapshot;

    /// <summary>The expectation.</summary>
    public Expectation Expectation => expectation;

    /// <summary>What is there to be checked: traces alone show nothing.</summary>
    public IEnumerable<Footprint> Standing => host.Footprints.Where(footprint => footprint.State != SolutionState.Leftover);

    /// <summary>What was not as expected, or could not be told.</summary>
    public DeviationList Deviations => _deviations;

    /// <summary>How many checks were made.</summary>
    public int Count { get; private set; }

    /// <summary>Places of the expectations that met something on this host.</summary>
    public IReadOnlyCollection<string> Applied => _applied;

    /// <summary>Whether an expectation is for this host.</summary>
    public bool IsFor(HostExpectation one) => one.Hosts.Any(pattern => pattern.Matches(Host.Host));

    /// <summary>Whether an expectation is for this host and solution.</summary>
    public bool IsFor(HostExpectation one, string solution) => IsFor(one) && one.Solution.Matches(solution);

    /// <summary>Notes that an expectation, or a part of it, met something here.</summary>
    public void Met(HostExpectation one, string part = "") => _applied.Add(one.Place + part);

    /// <summary>Counts a check.</summary>
    public void Checked(HostExpectation one)
    {
        Met(one);
        Count++;
    }
}
