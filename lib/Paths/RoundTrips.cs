namespace NetAudit.Paths;

/// <summary>Figures of some round trips. Pure. Times are in milliseconds; null where no answer came.</summary>
/// <param name="Sent">How many packets left.</param>
/// <param name="Received">How many were answered in time.</param>
/// <param name="LossPercent">What share was not; null where nothing left.</param>
/// <param name="Min">The shortest.</param>
/// <param name="Median">The one in the middle; of an even number the mean of the two in the middle.</param>
/// <param name="P99">The 99th percentile by nearest rank.</param>
/// <param name="Max">The longest.</param>
internal sealed record RoundTrips(int Sent, int Received, double? LossPercent, double? Min, double? Median, double? P99, double? Max)
{
    /// <summary>Reckons them.</summary>
    /// <param name="sent">How many packets left.</param>
    /// <param name="milliseconds">The round trips of those that were answered, in any order.</param>
    public static RoundTrips Of(int sent, IEnumerable<double> milliseconds)
    {
        double[] sorted = [.. milliseconds.OrderBy(one => one)];
        var (received, loss) = (sorted.Length, Loss(sent, sorted.Length));
        return received == 0
            ? new(sent, 0, loss, null, null, null, null)
            : new(sent, received, loss, Round(sorted[0]), Round(Middle(sorted)), Round(Percentile(sorted, 99)), Round(sorted[^1]));
    }

    /// <summary>The share of packets that were lost, in percent; null where none were sent.</summary>
    public static double? Loss(long sent, long received) => sent == 0 ? null : Math.Round(100.0 * (sent - received) / sent, 2);

    /// <summary>The smallest value that at least so many percent of all don't exceed.</summary>
    /// <param name="sorted">All values, the smallest first; at least one.</param>
    /// <param name="percent">Above 0, up to 100.</param>
    public static double Percentile(IReadOnlyList<double> sorted, int percent) =>
        sorted[(int)(((long)percent * sorted.Count + 99) / 100) - 1];

    private static double Middle(double[] sorted) => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;

    private static double Round(double milliseconds) => Math.Round(milliseconds, 3);
}
