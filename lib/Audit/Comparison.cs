using NetAudit.Aspects;
using NetAudit.Matrix;
using NetAudit.Model;

namespace NetAudit.Audit;

/// <summary>Compares an observation with a cell.</summary>
internal static class Comparison
{
    public static FeatureStatus Status(Observation observation, Cell cell)
    {
        if (!observation.IsSeen)
        {
            return FeatureStatus.Inconclusive;
        }

        if (cell.Optional && IsNone(observation))
        {
            return FeatureStatus.NotInUse;
        }

        if (observation.Standing == Standing.Unused)
        {
            return FeatureStatus.Inconclusive;
        }

        return !IsWithin(observation, cell) ? FeatureStatus.Mismatch
            : observation.Standing == Standing.Unproven ? FeatureStatus.Inconclusive
            : FeatureStatus.Match;
    }

    /// <summary>Whether all observed values are among the cell's.</summary>
    public static bool IsWithin(Observation observation, Cell cell) =>
        observation is { Values.Count: > 0, Contradictions.Count: 0 } && observation.Values.All(value => cell.Values.Contains(value.Name));

    /// <summary>
    /// The status by an older edition. It is Outdated if the host contradicts that edition and not today's: then the text has aged, not the
    /// host.
    /// </summary>
    public static FeatureStatus Status(FeatureStatus status, bool isOfToday, bool isOlder) =>
        status == FeatureStatus.Mismatch && isOfToday && isOlder ? FeatureStatus.Outdated : status;

    /// <summary>Whether nothing of the aspect was observed, though nothing rules it out.</summary>
    private static bool IsNone(Observation observation) =>
        observation is { Contradictions.Count: 0, Standing: not Standing.Refused } && observation.Values.All(value => value.IsNo);
}
