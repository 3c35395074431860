using NetAudit.Platform.Sockets;
using NetAudit.Rows;

namespace NetAudit.Paths;

/// <summary>Rows of round trips. Pure.</summary>
internal static class LatencyRow
{
    /// <summary>Makes a row.</summary>
    /// <param name="pair">The containers.</param>
    /// <param name="measure">What was measured.</param>
    /// <param name="options">The options of the measurement.</param>
    /// <param name="overlay">The overlay's results; null if nothing could be sent.</param>
    /// <param name="problem">Why nothing could be sent.</param>
    /// <param name="underlay">The underlay's results; null if nothing was sent.</param>
    /// <param name="underlaySource">The address that the host sent from over the underlay.</param>
    public static OverlayPath Create(
        PathPair pair,
        PathMeasure measure,
        PathOptions options,
        LaneResult? overlay,
        string? problem,
        LaneResult? underlay,
        string? underlaySource
    )
    {
        var (over, below) = (overlay?.RoundTrips, underlay?.RoundTrips);
        var row = PathRows.Start(
            pair,
            measure,
            overlay is null ? $"nothing was sent: {problem}" : Answers(overlay, options),
            Reason(pair, overlay, underlay, options),
            [.. Evidence(pair, measure, options, overlay, underlay, underlaySource)]
        );
        return row with
        {
            Sent = over?.Sent,
            Received = over?.Received,
            LossPercent = over?.LossPercent,
            MinMilliseconds = over?.Min,
            MedianMilliseconds = over?.Median,
            P99Milliseconds = over?.P99,
            MaxMilliseconds = over?.Max,
            UnderlayMedianMilliseconds = below?.Median,
            UnderlayLossPercent = below?.LossPercent,
            AddedMilliseconds = over?.Median is { } median && below?.Median is { } straight ? Math.Round(median - straight, 3) : null,
            Ratio = PathRows.Ratio(over?.Median, below?.Median),
        };
    }

    private static string? Reason(PathPair pair, LaneResult? overlay, LaneResult? underlay, PathOptions options) =>
        overlay is null ? "nothing was measured"
        : pair.Underlay.Address is null ? pair.Underlay.Words
        : underlay is null ? $"nothing could be sent from host {pair.Host.Snapshot.Host} itself to {pair.Underlay.Address}"
        : underlay.RoundTrips.Median is null
            ? $"host {pair.Host.Snapshot.Host} itself had no answer from {pair.Underlay.Address} to compare with: "
                + Answers(underlay, options)
        : null;

    private static IEnumerable<string> Evidence(
        PathPair pair,
        PathMeasure measure,
        PathOptions options,
        LaneResult? overlay,
        LaneResult? underlay,
        string? underlaySource
    )
    {
        if (overlay is not null)
        {
            var sent = Sent(overlay, measure, options);
            yield return $"probe from {PathRows.Sender(pair)}: {sent} to {PathRows.Target(pair)}: {Answers(overlay, options)}";
            yield return $"by hand: {ByHand(pair.Ends.From.NamespaceFile!, pair.Ends.To.Address, measure, options)}";
        }

        foreach (var line in PathRows.UnderlayEvidence(pair))
        {
            yield return line;
        }

        if (underlay is not null)
        {
            var from = $"probe from host {pair.Host.Snapshot.Host} ({underlaySource})";
            var answers = $"{Answers(underlay, options)}{Figures(underlay.RoundTrips)}";
            yield return $"{from}: {Sent(underlay, measure, options)} to {pair.Underlay.Address}: {answers}";
            yield return $"by hand: {ByHand(pair.Host.Namespaces.Host!, pair.Underlay.Address!, measure, options)}";
        }
    }

    private static string Figures(RoundTrips trips) =>
        trips.Median is null
            ? ""
            : $"; min {PathRows.Text(trips.Min)}, median {PathRows.Text(trips.Median)}"
                + $", p99 {PathRows.Text(trips.P99)}, max {PathRows.Text(trips.Max)} ms";

    private static string Sent(LaneResult lane, PathMeasure measure, PathOptions options)
    {
        var packets = measure == PathMeasure.IcmpEcho ? "ICMP echo requests" : $"TCP SYNs to port {Datagram.Port}";
        var interval = PathRows.Text(options.Interval.TotalSeconds);
        return $"{lane.RoundTrips.Sent} {packets}, one every {interval} s, after one that isn't counted";
    }

    private static string Answers(LaneResult lane, PathOptions options)
    {
        var answers = lane.Answers.OrderByDescending(answer => answer.Value).Select(answer => $"{answer.Value} x {answer.Key}").ToList();
        return answers.Count > 0 ? string.Join("; ", answers) : $"nothing within {PathRows.Text(options.Timeout.TotalSeconds)} s";
    }

    private static string ByHand(string file, string target, PathMeasure measure, PathOptions options)
    {
        var (seconds, milliseconds) = (PathRows.Text(options.Interval.TotalSeconds), PathRows.Text(options.Interval.TotalMilliseconds));
        var command =
            measure == PathMeasure.IcmpEcho
                ? $"ping -c {options.Count} -i {seconds} {target}"
                : $"nping --tcp --flags syn -p {Datagram.Port} -c {options.Count} --delay {milliseconds}ms {target}";
        return $"nsenter --net={file} {command}";
    }
}
