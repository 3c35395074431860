namespace NetAudit.Benchmarks;

/// <summary>One line of the table: what was measured, and what ran beside it by turns.</summary>
internal sealed record Figure
{
    public required string What { get; init; }

    public required string Beside { get; init; }

    /// <summary>Of each run, in <see cref="Unit"/>.</summary>
    public required IReadOnlyList<double> Ours { get; init; }

    /// <summary>Of each run, in <see cref="Unit"/>.</summary>
    public required IReadOnlyList<double> Theirs { get; init; }

    public string Unit { get; init; } = "ms";

    /// <summary>The ratio that issue 18 asks for.</summary>
    public double? ToReach { get; init; }

    public double Ratio => Median(Ours) / Median(Theirs);

    public static double Median(IReadOnlyList<double> values)
    {
        var sorted = values.Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
