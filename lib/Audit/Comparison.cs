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
    public static Cell? MatchToday(Observation observation, Cell cell) =>
        Editions.Load(Editions.Today).Find(cell.Solution, cell.Aspect) is { } now && Status(observation, now) == FeatureStatus.Match ? now : null;
}
