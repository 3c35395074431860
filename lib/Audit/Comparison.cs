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

    /// <summary>
    /// The same, where an older edition's cell is contradicted and today's is not: that documentation is outdated, not the host.
    /// </summary>
    public static FeatureStatus Status(FeatureStatus status, FeatureStatus? today, bool isOlder) =>
        status == FeatureStatus.Mismatch && today == FeatureStatus.Match && isOlder ? FeatureStatus.Outdated : status;
}
