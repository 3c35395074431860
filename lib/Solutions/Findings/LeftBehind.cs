using NetAudit.Audit;
using NetAudit.Snapshots;

namespace NetAudit.Solutions.Findings;

/// <summary>Traces without a solution: they will confuse the next install.</summary>
internal sealed class LeftBehind : IFindingRule
{
    public IEnumerable<Finding> Find(HostSnapshot host, Footprint footprint)
    {
        if (footprint.State == SolutionState.Leftover)
        {
            yield return new Finding(
                $"{footprint.Solution} is gone, but {footprint.Evidence.Count} trace(s) of it are left: old rules and names can stand in the way of the next install.",
                "remove them when nothing uses them any more.",
                [.. footprint.Evidence.Take(6)]);
        }
    }
}
