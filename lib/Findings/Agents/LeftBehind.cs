using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>Traces of a solution that is no longer there; they will confuse the next install.</summary>
internal sealed class LeftBehind : SolutionFindingRule
{
    protected override IEnumerable<Finding> Find(HostSnapshot host, Footprint footprint)
    {
        if (footprint.State == SolutionState.Leftover)
        {
            var traces = footprint.Evidence.Where(evidence => !evidence.IsAbsence).ToList();
            yield return Found(
                Severity.Information,
                new(SubjectKind.Host, host.Host),
                $"{footprint.Solution} no longer runs here, but "
                    + $"{Counted.Say(traces.Count, "trace of it is", "traces of it are")} left: old rules and names can block "
                    + "the next installation.",
                $"Remove them, if nothing uses them any more.",
                [.. traces.Take(6)]
            );
        }
    }
}
