using NetAudit.Model;

namespace NetAudit.Solutions;

/// <summary>The detectors there are, in the order of their solutions' names.</summary>
internal static class SolutionDetectors
{
    /// <summary>All detectors.</summary>
    public static IReadOnlyList<ISolutionDetector> All => Catalog.CreateAll<ISolutionDetector>();

    /// <summary>Ids of the solutions that can be detected.</summary>
    public static IReadOnlyList<string> Ids => [.. All.Select(detector => detector.Solution)];

    /// <summary>The detector of a solution, whatever the case; null if there is none.</summary>
    public static ISolutionDetector? Find(string solution) =>
        All.FirstOrDefault(detector => string.Equals(detector.Solution, solution, StringComparison.OrdinalIgnoreCase));
}
