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

        return !IsWithin(observation, cell) ? FeatureStatus.Mismatch
            : observation.IsUnproven ? FeatureStatus.Inconclusive
            : FeatureStatus.Match;
    }

    /// <summary>Whether all that was seen, or declared, is what a cell says.</summary>
    public static bool IsWithin(Observation observation, Cell cell) =>
        observation.Values.Count > 0 && observation.Values.All(cell.Values.Contains);

    /// <summary>
    /// The same, where an older edition's cell is contradicted and today's is not: that documentation is outdated, not the host.
    /// </summary>
    public static FeatureStatus Status(FeatureStatus status, bool isOfToday, bool isOlder) =>
        status == FeatureStatus.Mismatch && isOfToday && isOlder ? FeatureStatus.Outdated : status;
}
