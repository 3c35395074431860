using NetAudit.Audit;
using NetAudit.Snapshots;

namespace NetAudit.Rows;

/// <summary>Results of an audit as rows.</summary>
internal static class FeatureRows
{
    /// <summary>The row of a result.</summary>
    public static OverlayFeature Create(HostSnapshot host, AuditResult result) =>
        new()
        {
            Host = host.Host,
            Solution = result.Cell.Solution,
            IsFound = result.IsFound,
            Aspect = result.Cell.Aspect,
            Question = AspectQuestions.Find(result.Cell.Aspect),
            Edition = result.Edition.Name,
            Documented = result.Cell.Text,
            Values = result.Observation.Names,
            Observed = ObservationWording.Observed(result.Observation),
            Status = result.Status,
            Today = result.Today,
            Basis = result.Observation.Basis.ToString(),
            Evidence = FindingRows.Printed(result.Observation.Evidence),
            Reason = ResultWording.Reason(result, host),
            Note = ResultWording.Note(result),
            Recommendation = ResultWording.Recommendation(result, host),
            CollectedAt = host.CollectedAt.UtcDateTime,
        };
}
