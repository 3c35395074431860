using NetAudit.Model;
using NetAudit.Rows;

namespace NetAudit.PowerShell;

/// <summary>The line below an audit's rows: the number of rows by status.</summary>
internal sealed class FeatureCounts
{
    private readonly List<OverlayFeature> _rows = [];

    /// <summary>"10 rows: 6 Match, 3 Outdated, 1 Mismatch"; null without rows.</summary>
    public string? Words => _rows.Count == 0 ? null : $"{Rows}: {string.Join(", ", _rows.GroupBy(row => row.Status).Select(Count))}.";

    private string Rows => _rows.Count == 1 ? "1 row" : $"{_rows.Count} rows";

    /// <summary>Counts rows, and returns them.</summary>
    public IReadOnlyList<OverlayFeature> Counted(IReadOnlyList<OverlayFeature> rows)
    {
        _rows.AddRange(rows);
        return rows;
    }

    /// <summary>The count of a status. "Outdated" alone would read as if the host were outdated.</summary>
    private static string Count(IGrouping<FeatureStatus, OverlayFeature> status) =>
        status.Key == FeatureStatus.Outdated
            ? $"{status.Count()} {status.Key} (the documentation has aged, not the host)"
            : $"{status.Count()} {status.Key}";
}
