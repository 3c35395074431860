using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>A rule about a running Weave router. It runs once per host, on the router's own report.</summary>
internal abstract class WeaveFindingRule : FindingRule
{
    private const string Solution = SolutionIds.Weave;

    /// <inheritdoc />
    public override HostFacts Needs => HostFacts.WeaveReport;

    /// <inheritdoc />
    public override IEnumerable<Finding> Find(HostContext host) =>
        host.Find(Solution) is { } footprint
            ? Find(host.Snapshot, footprint, host.Snapshot.Weave!).Select(finding => finding with { Solution = Solution })
            : [];

    /// <summary>Returns the findings; the caller sets their solution.</summary>
    protected abstract IEnumerable<Finding> Find(HostSnapshot host, Footprint footprint, WeaveReport report);
}
