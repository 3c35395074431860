using System.Globalization;
using NetAudit.Rows;

namespace NetAudit.Paths;

/// <summary>What rows of all measures share. Pure.</summary>
internal static class PathRows
{
    /// <summary>A row without figures.</summary>
    public static OverlayPath Start(PathPair pair, PathMeasure measure, string answer, string? reason, IReadOnlyList<string> evidence) =>
        new()
    {
        Host = pair.Host.Snapshot.Host,
        Solution = pair.Footprint.Solution,
        Backend = pair.Footprint.Backend,
        Network = pair.Ends.Network,
        From = pair.Ends.From.Container,
        FromAddress = pair.Ends.From.Address,
        To = pair.Ends.To.Container,
        ToAddress = pair.Ends.To.Address,
        ToHost = pair.Ends.To.Host,
        Measure = measure.ToString(),
        Answer = answer,
        Reason = reason,
        SentFrom = pair.Ends.From.NamespaceFile!,
        Evidence = evidence,
        MeasuredAt = DateTime.UtcNow,
    };

    /// <summary>The overlay's figure divided by the underlay's, as both are shown; null where one is missing or nothing.</summary>
    public static double? Ratio(double? overlay, double? underlay) =>
        overlay is { } over && underlay is > 0 ? Math.Round(over / underlay.Value, 3) : null;

    /// <summary>Where the underlay's address comes from; none where it isn't known.</summary>
    public static IEnumerable<string> UnderlayEvidence(PathPair pair) => pair.Underlay.Address is null ? [] : [pair.Underlay.Words];

    /// <summary>A number, in the way that all places write one.</summary>
    public static string Text(double? number) => number is { } one ? one.ToString("0.###", CultureInfo.InvariantCulture) : "none";
}
