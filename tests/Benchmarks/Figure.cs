namespace NetAudit.Benchmarks;

/// <summary>One row of the table: the operation that was measured, and the operation that it took turns with.</summary>
internal sealed record Figure
{
    public required string What { get; init; }

    public required string Beside { get; init; }

    /// <summary>NetAudit's times or amounts, one per run, in <see cref="Unit"/>.</summary>
    public required IReadOnlyList<double> Ours { get; init; }

    /// <summary>The other operation's times or amounts, one per run, in <see cref="Unit"/>.</summary>
    public required IReadOnlyList<double> Theirs { get; init; }

    public string Unit { get; init; } = "ms";

    /// <summary>The target for the ratio, from issue 18; null if it has no target.</summary>
    public double? ToReach { get; init; }

    public double Ratio => Median(Ours) / Median(Theirs);

    public static double Median(IReadOnlyList<double> values)
    {
        var sorted = values.Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
