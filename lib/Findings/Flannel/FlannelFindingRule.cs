using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>A rule that runs once per host with Flannel, and gets all that flanneld set up.</summary>
internal abstract class FlannelFindingRule : IFindingRule
{
    private const string Solution = SolutionIds.Flannel;

    /// <inheritdoc />
    public virtual HostFacts Needs => HostFacts.HostLinks | HostFacts.HostRoutes;

    /// <inheritdoc />
    public IEnumerable<Finding> Find(HostContext host) =>
        host.Find(Solution) is { } footprint
            ? Find(host.Snapshot, footprint, FlannelState.Create(host.Snapshot)).Select(finding => finding with { Solution = Solution })
            : [];

    /// <summary>Returns the findings; the caller fills in their solution.</summary>
    protected abstract IEnumerable<Finding> Find(HostSnapshot host, Footprint footprint, FlannelState flannel);
}
