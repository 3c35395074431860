using System.Globalization;
using NetAudit.Rows;
using NetAudit.Snapshots;

namespace NetAudit.Paths;

/// <summary>The parts that rows of all measures share. Pure.</summary>
internal static class PathRows
{
    /// <summary>A row without figures.</summary>
    public static OverlayPath Start(PathPair pair, PathMeasure measure, string answer, string? reason, IReadOnlyList<string> evidence) =>
        new()
        {
            Host = pair.Host.Snapshot.Host,
            Solution = pair.Footprint.Solution,
            Backend = pair.Footprint.Backend,
            Network = Network(pair)!,
            From = pair.Ends.From.Name,
            FromAddress = pair.Ends.From.Address,
            To = pair.Ends.To.Name,
            ToAddress = pair.Ends.To.Address,
            ToHost = pair.Ends.To.Host,
            Measure = measure.ToString(),
            Answer = answer,
            Reason = reason,
            SentFrom = pair.Ends.From.NamespaceFile!,
            Evidence = evidence,
            MeasuredAt = DateTime.UtcNow,
        };

    /// <summary>The network or networks of the two.</summary>
    public static string? Network(PathPair pair) => ProbeWording.Networks(pair.Ends.From.Peer, pair.Ends.To.Peer, pair.Footprint.Solution);

    /// <summary>The sender: "container c1 (eth0 10.0.1.2 on ov1)".</summary>
    public static string Sender(PathPair pair) => ProbeWording.Sender(pair.Ends.From.Peer, pair.Footprint.Solution);

    /// <summary>The target: "10.0.1.3 (c2 on ov1, host 10.99.0.2)".</summary>
    public static string Target(PathPair pair) => ProbeWording.Target(pair.Ends.To.Peer, pair.Footprint.Solution);

    /// <summary>The overlay's figure divided by the underlay's, as both are shown; null if one is missing or zero.</summary>
    public static double? Ratio(double? overlay, double? underlay) =>
        overlay is { } over && underlay is > 0 ? Math.Round(over / underlay.Value, 3) : null;

    /// <summary>The evidence for the underlay's address; none if the address isn't known.</summary>
    public static IEnumerable<string> UnderlayEvidence(PathPair pair) => pair.Underlay.Address is null ? [] : [pair.Underlay.Words];

    /// <summary>A number, formatted the same everywhere.</summary>
    public static string Text(double? number) => number is { } one ? one.ToString("0.###", CultureInfo.InvariantCulture) : "none";
}
