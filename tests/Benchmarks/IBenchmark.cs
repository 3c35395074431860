namespace NetAudit.Benchmarks;

/// <summary>Some lines of the table that need the same host.</summary>
internal interface IBenchmark
{
    /// <summary>By which it is asked for.</summary>
    string Name { get; }

    /// <summary>Why it can't run here, or null.</summary>
    string? Missing(Setting setting);

    IAsyncEnumerable<Figure> MeasureAsync(Setting setting);
}
