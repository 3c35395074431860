using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// Finds one kind of fault on a host. Rules are found by type, so a new file in its subject's folder is enough. Scripts and docs/findings/
/// know a rule by its class name, so a released name never changes.
/// </summary>
internal interface IFindingRule
{
    /// <summary>The facts that the rule can't do without. If one of them is missing, the rule doesn't run.</summary>
    HostFacts Needs { get; }

    /// <summary>Returns the findings of this kind; empty if there is no fault, or if it is unknown. Pure.</summary>
    IEnumerable<Finding> Find(HostContext host);
}

/// <summary>A rule that runs once per solution found.</summary>
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

    /// <summary>Returns the findings of one solution.</summary>
    protected abstract IEnumerable<Finding> Find(HostSnapshot host, Footprint footprint);
}
