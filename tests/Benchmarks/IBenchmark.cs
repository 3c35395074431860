namespace NetAudit.Benchmarks;

/// <summary>Rows of the table that need the same host.</summary>
internal interface IBenchmark
{
    /// <summary>The name that selects it on the command line.</summary>
    string Name { get; }

    /// <summary>The reason why it can't run here; null if it can.</summary>
    string? Missing(Setting setting);

    IAsyncEnumerable<Figure> MeasureAsync(Setting setting);
}
