using NetAudit.Aspects;
using NetAudit.Matrix;
using NetAudit.Model;

namespace NetAudit.Audit;

/// <summary>Holds an observation against a cell.</summary>
internal static class Comparison
{
    public static FeatureStatus Status(Observation observation, Cell cell)
    {
        if (observation.IsNotApplicable)
        {
            return FeatureStatus.NotApplicable;
        }

        if (observation.Values.Count == 0)
        {
            return FeatureStatus.Inconclusive;
        }

        if (cell.Optional && !observation.IsRefused && observation.Values.All(value => value == "No"))
        {
            return FeatureStatus.NotInUse;
        }

        if (observation is { IsAbsence: true, IsStructural: false })
        {
            return FeatureStatus.Inconclusive;
        }

        return observation.Values.All(cell.Values.Contains) ? FeatureStatus.Match : FeatureStatus.Mismatch;
    }

    /// <summary>The cell of today's edition, where it has what contradicts the older one; null: it doesn't either.</summary>
    public static Cell? MatchedToday(FeatureStatus status, Observation observation, Cell cell, Edition? today) =>
        status == FeatureStatus.Mismatch && today?.Find(cell.Solution, cell.Aspect) is { } now && Status(observation, now) == FeatureStatus.Match ? now : null;

    public static string Reason(FeatureStatus status, Observation observation, Cell cell, Cell? today)
    {
        var parts = new List<string>();
        switch (status)
        {
            case FeatureStatus.Mismatch:
                parts.Add($"documented {string.Join(" or ", cell.Values)}, seen {string.Join(" and ", observation.Values)}");
                break;
            case FeatureStatus.NotInUse:
                parts.Add("the cell says what can be; this host doesn't use it");
                break;
            case FeatureStatus.Inconclusive when observation.IsAbsence:
                parts.Add("it is not in use here, which doesn't show that it can't be");
                break;
            default:
                break;
        }

        if (today is not null)
        {
            parts.Add($"a match with edition {Editions.Today}: {today.Text}{(today.Relation == CellRelation.BornWrong ? ", and so already when this was published" : $", since {today.Since}")}");
        }

        parts.AddRange(new[] { observation.Reason, status == FeatureStatus.Mismatch ? cell.ChangedSince : null, status is FeatureStatus.Mismatch or FeatureStatus.Match ? cell.Note : null }.OfType<string>());
        return string.Join("; ", parts.Select(part => part.TrimEnd('.')));
    }

    public static string Recommendation(FeatureStatus status, Observation observation, Cell? today, Cell cell, Edition edition) => status switch
    {
        FeatureStatus.Inconclusive => observation.Settles ?? "packets settle it",
        FeatureStatus.Mismatch when today is not null => $"the documentation is of {edition.Date}; -Edition {Editions.Today} compares with today's",
        FeatureStatus.Mismatch when cell.ChangedSince is not null => $"the documentation is of {edition.Date}; the solution has changed since",
        FeatureStatus.Mismatch => "check the evidence, then this host's setup or the edition",
        _ => "",
    };
}
