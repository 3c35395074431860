using NetAudit.Audit;
using NetAudit.Matrix;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Rows;

/// <summary>Results of an audit as rows: all their wording.</summary>
internal static class FeatureRows
{
    /// <summary>The row of a result.</summary>
    public static OverlayFeature Create(HostSnapshot host, AuditResult result) =>
        new()
        {
            Host = host.Host,
            Solution = result.Cell.Solution,
            Aspect = result.Cell.Aspect,
            Edition = result.Edition.Name,
            Documented = result.Cell.Text,
            Observed = ObservationWording.Observed(result.Observation),
            Status = result.Status.ToString(),
            Today = result.Today?.ToString() ?? "",
            Basis = result.Observation.Basis.ToString(),
            Evidence = FindingRows.Printed(result.Observation.Evidence),
            Reason = Reason(result),
            Recommendation = Recommendation(result, RootWords.Of(host)),
            CollectedAt = host.CollectedAt.UtcDateTime,
        };

    private static string Reason(AuditResult result)
    {
        var cell = result.Cell;
        var isContradicted = result.Status is FeatureStatus.Mismatch or FeatureStatus.Outdated;
        var parts = new[]
        {
            Outcome(result),
            result is { Status: FeatureStatus.Outdated, CellToday: { } today }
                ? $"a match with edition {Editions.Today}: {today.Text}{Since(today)}"
                : null,
            ObservationWording.Reason(result.Observation),
            CauseWording.Reason(result.Causes),
            isContradicted ? cell.ChangedSince : null,
            isContradicted || result.Status == FeatureStatus.Match ? cell.Note : null,
        };
        return string.Join("; ", parts.OfType<string>().Select(part => part.TrimEnd('.')));
    }

    private static string? Outcome(AuditResult result) =>
        result.Status switch
        {
            FeatureStatus.Mismatch or FeatureStatus.Outdated =>
                $"documented {string.Join(" or ", result.Cell.Values)}, seen {string.Join(" and ", result.Observation.Names)}",
            FeatureStatus.NotInUse => "the cell says what can be; this host doesn't use it",
            FeatureStatus.Inconclusive when result.Observation.IsAbsence => "it is not in use here, which doesn't show that it can't be",
            _ => null,
        };

    private static string Since(Cell today) =>
        today.Relation == CellRelation.BornWrong ? ", and so already when this was published" : $", since {today.Since}";

    private static string Recommendation(AuditResult result, RootWords root) =>
        CauseWording.Remedy(result.Causes)
        ?? result.Status switch
        {
            FeatureStatus.Inconclusive => ObservationWording.Settles(result.Observation, root) ?? "packets settle it",
            FeatureStatus.Outdated => $"the documentation is of {result.Edition.Date}; -Edition {Editions.Today} compares with today's",
            FeatureStatus.Mismatch when result.Cell.ChangedSince is not null =>
                $"the documentation is of {result.Edition.Date}; the solution has changed since",
            FeatureStatus.Mismatch => "check the evidence, then this host's setup or the edition",
            _ => "",
        };
}
