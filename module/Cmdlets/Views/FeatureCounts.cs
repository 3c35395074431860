using NetAudit.Matrix;
using NetAudit.Model;
using NetAudit.Rows;
using NetAudit.Solutions;

namespace NetAudit.PowerShell;

/// <summary>The line below an audit's rows: how many there are of each status, and how many contradict only what is long past.</summary>
internal sealed class FeatureCounts
{
    private readonly List<OverlayFeature> _rows = [];
    private int _asToday;

    /// <summary>"10 rows: 3 Match, 4 Mismatch (3 of them match edition current)"; null without rows.</summary>
    public string? Words => _rows.Count == 0 ? null : $"{Rows}: {string.Join(", ", _rows.GroupBy(row => row.Status).Select(Count))}.";

    private string Rows => _rows.Count == 1 ? "1 row" : $"{_rows.Count} rows";

    /// <summary>Counts rows of a host, and gives them back.</summary>
    public IReadOnlyList<OverlayFeature> Counted(HostContext host, IReadOnlyList<OverlayFeature> rows)
    {
        _rows.AddRange(rows);
        var old = rows.Where(row => row is { Status: nameof(FeatureStatus.Mismatch), Edition: Editions.Default }).ToList();
        foreach (var solution in old.GroupBy(row => row.Solution))
        {
            var aspects = solution.Select(row => row.Aspect).ToList();
            _asToday += HostAudit.Compare(host, Editions.Load(Editions.Today), [solution.Key], aspects).Count(row => row.Status == nameof(FeatureStatus.Match));
        }

        return rows;
    }

    private string Count(IGrouping<string, OverlayFeature> status) => status.Key == nameof(FeatureStatus.Mismatch) && _asToday > 0
        ? $"{status.Count()} {status.Key} ({_asToday} of them match edition {Editions.Today})"
        : $"{status.Count()} {status.Key}";
}
