using System.Globalization;
using NetAudit.Gate;
using NetAudit.Rows;

namespace NetAudit.Reports;

/// <summary>CSV by RFC 4180, a line a row, with the gate's findings on it in the last two columns; findings about no row follow.</summary>
internal sealed class CsvReport : IReportWriter
{
    private static readonly string[] Columns =
        ["Host", "Solution", "Aspect", "Edition", "Documented", "Observed", "Status", "Basis", "Evidence", "Reason", "Recommendation", "CollectedAt", "Finding", "Waiver"];

    public string Format => "Csv";

    public IReadOnlyList<string> Endings => [".csv"];

    public void Write(IReadOnlyList<OverlayFeature> rows, IReadOnlyList<GateFinding>? findings, TextWriter output)
    {
        var left = (findings ?? []).ToList();
        WriteLine(output, Columns);
        foreach (var row in rows)
        {
            var own = left.Where(finding => finding.Host == row.Host && finding.Solution == row.Solution && finding.Aspect == row.Aspect).ToList();
            left.RemoveAll(own.Contains);
            WriteLine(output, row.Host, row.Solution, row.Aspect, row.Edition, row.Documented, row.Observed, row.Status, row.Basis, string.Join(" | ", row.Evidence), row.Reason, row.Recommendation,
                row.CollectedAt.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), Messages(own), Waivers(own));
        }

        foreach (var finding in left)
        {
            WriteLine(output, finding.Host, finding.Solution, finding.Aspect, "", finding.Expected, finding.Observed, finding.Kind, finding.Basis, string.Join(" | ", finding.Evidence), "", "", "", finding.Message, Waivers([finding]));
        }
    }

    private static string Messages(IEnumerable<GateFinding> findings) => string.Join(" | ", findings.Select(finding => finding.Message));

    private static string Waivers(IEnumerable<GateFinding> findings) => string.Join(" | ", findings.Select(finding => finding.Waiver?.Reason).OfType<string>());

    private static void WriteLine(TextWriter output, params string[] values) => output.Write(string.Join(",", values.Select(Quoted)) + "\r\n");

    /// <summary>Quoted, and no formula: what begins like one gets an apostrophe before it, as spreadsheets run it otherwise.</summary>
    private static string Quoted(string value)
    {
        var clean = ReportText.Clean(value);
        return "\"" + (clean.Length > 0 && "=+-@\t".IndexOf(clean[0]) >= 0 ? "'" : "") + clean.Replace("\"", "\"\"") + "\"";
    }
}
