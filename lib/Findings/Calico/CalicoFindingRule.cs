using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>A rule about Calico. It runs once per host on which Calico is found.</summary>
internal abstract class CalicoFindingRule : FindingRule
{
    private const string Solution = SolutionIds.Calico;

    /// <inheritdoc />
    public abstract override HostFacts Needs { get; }

    /// <inheritdoc />
    public override IEnumerable<Finding> Find(HostContext host) =>
        host.Find(Solution) is { } footprint ? Find(host.Snapshot, footprint).Select(finding => finding with { Solution = Solution }) : [];

    /// <summary>Returns the findings; the caller sets their solution.</summary>
    protected abstract IEnumerable<Finding> Find(HostSnapshot host, Footprint footprint);
}
