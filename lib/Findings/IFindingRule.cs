using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// Finds one kind of trouble on a host. One class each, in the folder of its subject, found by its type: a new file is all that a new rule
/// needs. The class's name is the finding's Rule, which scripts and docs/findings/ know, so it is not changed once it has landed.
/// </summary>
internal interface IFindingRule
{
    /// <summary>The facts without which it can't look at all. It is not asked where one of them was not seen.</summary>
    HostFacts Needs { get; }

    /// <summary>The findings of this kind; empty if all is well, or if it is unknown. Pure.</summary>
    IEnumerable<Finding> Find(HostContext host);
}

/// <summary>A rule that is asked for each solution found, one after the other.</summary>
internal abstract class SolutionFindingRule : FindingRule
{
    /// <inheritdoc />
    public override HostFacts Needs => HostFacts.None;

    /// <inheritdoc />
    public override IEnumerable<Finding> Find(HostContext host) =>
        from footprint in host.Footprints
        from finding in Find(host.Snapshot, footprint)
        select finding with
        {
            Solution = footprint.Solution,
        };

    /// <summary>The findings of one solution.</summary>
    protected abstract IEnumerable<Finding> Find(HostSnapshot host, Footprint footprint);
}
