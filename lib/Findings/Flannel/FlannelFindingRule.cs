using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>A rule about Flannel: asked once, where Flannel is, with all that flanneld set up.</summary>
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

    /// <summary>The findings; their solution is filled in by the caller.</summary>
    protected abstract IEnumerable<Finding> Find(HostSnapshot host, Footprint footprint, FlannelState flannel);
}
