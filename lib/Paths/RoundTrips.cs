namespace NetAudit.Paths;

/// <summary>Statistics of round trips. Pure. Times are in milliseconds; null if no answer came.</summary>
internal sealed record RoundTrips
{
    /// <summary>How many packets left.</summary>
    public required int Sent { get; init; }

    /// <summary>How many were answered in time.</summary>
    public required int Received { get; init; }

    /// <summary>The percentage that wasn't answered in time; null if nothing left.</summary>
    public double? LossPercent { get; init; }

    /// <summary>The shortest.</summary>
    public double? Min { get; init; }

    /// <summary>The median; for an even number the mean of the two in the middle.</summary>
    public double? Median { get; init; }

    /// <summary>The 99th percentile by nearest rank.</summary>
    public double? P99 { get; init; }

    /// <summary>The longest.</summary>
    public double? Max { get; init; }

    /// <summary>Calculates the figures.</summary>
    /// <param name="sent">How many packets left.</param>
    /// <param name="milliseconds">The round trips of those that were answered, in any order.</param>
    public static RoundTrips From(int sent, IEnumerable<double> milliseconds)
    {
        double[] sorted = [.. milliseconds.OrderBy(one => one)];
        var counted = new RoundTrips
        {
            Sent = sent,
            Received = sorted.Length,
            LossPercent = Loss(sent, sorted.Length),
        };
        return sorted.Length == 0
            ? counted
            : counted with
            {
                Min = Round(sorted[0]),
                Median = Round(Middle(sorted)),
                P99 = Round(Percentile(sorted, 99)),
                Max = Round(sorted[^1]),
            };
    }

    /// <summary>The share of packets that were lost, in percent; null if none were sent.</summary>
    public static double? Loss(long sent, long received) => sent == 0 ? null : Math.Round(100.0 * (sent - received) / sent, 2);

    /// <summary>The smallest value that at least this percentage of all values doesn't exceed.</summary>
    /// <param name="sorted">All values, the smallest first; at least one.</param>
    /// <param name="percent">Above 0, up to 100.</param>
    public static double Percentile(IReadOnlyList<double> sorted, int percent) =>
        sorted[(int)(((long)percent * sorted.Count + 99) / 100) - 1];

    private static double Middle(double[] sorted) => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;

    private static double Round(double milliseconds) => Math.Round(milliseconds, 3);
}
