using System.Globalization;
using System.Text;
using NetAudit.Rows;

namespace NetAudit.Reports;

/// <summary>
/// The text format of Prometheus and OpenMetrics, for node_exporter's textfile collector. It has few labels: a host's name, a rule, a
/// status. A label for a finding's subject would make a series for each container.
/// </summary>
internal sealed class OpenMetricsReport : IReportWriter
{
    public string Format => "OpenMetrics";

    public IReadOnlyList<string> Endings => [".prom"];

    public void Write(ReportContent content, TextWriter output)
    {
        Family(output, "netaudit_findings", "Findings by rule and severity.", Findings(content.Findings));
        Family(output, "netaudit_features", "Rows of the audit by solution and status.", Features(content.Features));
        Family(output, "netaudit_checks", "Checks of the gate by outcome.", Checks(content));
        Family(output, "netaudit_differences", "Differences between two snapshots by area.", Differences(content));
        Family(output, "netaudit_collected_timestamp_seconds", "When the newest facts were collected.", Times(content));
        output.Write("# EOF\n");
    }

    private static IEnumerable<(string Labels, double Value)> Findings(IReadOnlyList<OverlayFinding> findings) =>
        findings.GroupBy(one => Labels(("host", one.Host), ("rule", one.Rule), ("severity", one.Severity.ToString()))).Select(Count);

    private static IEnumerable<(string Labels, double Value)> Features(IReadOnlyList<OverlayFeature> rows) =>
        rows.GroupBy(row => Labels(("host", row.Host), ("solution", row.Solution), ("status", row.Status.ToString()))).Select(Count);

    private static IEnumerable<(string Labels, double Value)> Checks(ReportContent content) =>
        content.Checks.GroupBy(check => Labels(("host", check.Host), ("outcome", check.Outcome.ToString()))).Select(Count);

    private static IEnumerable<(string Labels, double Value)> Differences(ReportContent content) =>
        content.Drift.GroupBy(one => Labels(("host", one.DifferenceHost), ("area", one.Area), ("change", one.Change))).Select(Count);

    private static IEnumerable<(string Labels, double Value)> Times(ReportContent content) =>
        from host in content.Findings.Select(one => one.Host).Concat(content.Features.Select(row => row.Host)).Distinct()
        let time = content.CollectedFrom(host)
        where time is not null
        group time.Value by Labels(("host", host)) into times
        select (times.Key, (double)new DateTimeOffset(DateTime.SpecifyKind(times.Max(), DateTimeKind.Utc)).ToUnixTimeSeconds());

    private static (string Labels, double Value) Count<T>(IGrouping<string, T> group) => (group.Key, group.Count());

    private static void Family(TextWriter output, string name, string help, IEnumerable<(string Labels, double Value)> samples)
    {
        output.Write($"# HELP {name} {help}\n# TYPE {name} gauge\n");
        foreach (var (labels, value) in samples.OrderBy(sample => sample.Labels, StringComparer.Ordinal))
        {
            output.Write($"{name}{{{labels}}} {value.ToString(CultureInfo.InvariantCulture)}\n");
        }
    }

    private static string Labels(params (string Name, string Value)[] labels) =>
        string.Join(",", labels.Select(label => $"{label.Name}=\"{Escaped(label.Value)}\""));

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder();
        foreach (var character in ReportText.Line(text))
        {
            _ = character is '\\' or '"' ? escaped.Append('\\').Append(character) : escaped.Append(character);
        }

        return escaped.ToString();
    }
}
