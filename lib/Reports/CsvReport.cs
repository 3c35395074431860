using System.Globalization;
using NetAudit.Drift;
using NetAudit.Gate;
using NetAudit.Rows;

namespace NetAudit.Reports;

/// <summary>
/// CSV by RFC 4180, a line per row, with the gate's findings on it in the last two columns; findings about no row follow.
/// </summary>
internal sealed class CsvReport : IReportWriter
{
    private static readonly string[] Columns =
    [
        "Host",
        "Solution",
        "Aspect",
        "Edition",
        "Documented",
        "Observed",
        "Status",
        "Today",
        "Basis",
        "Evidence",
        "Reason",
        "Note",
        "Recommendation",
        "CollectedAt",
        "Finding",
        "Waiver",
    ];

    private static readonly string[] FindingColumns =
    [
        "Host",
        "Rule",
        "Severity",
        "Solution",
        "Subject",
        "Message",
        "Remediation",
        "Evidence",
        "Basis",
        "Hosts",
        "CollectedAt",
    ];

    private static readonly string[] DriftColumns = ["ReferenceHost", "DifferenceHost", "Area", "Subject", "Change", "From", "To"];

    public string Format => "Csv";

    public IReadOnlyList<string> Endings => [".csv"];

    public void Write(ReportContent content, TextWriter output)
    {
        if (content is { Features.Count: 0, Findings.Count: > 0, Gate: null })
        {
            WriteFindings(content.Findings, output);
            return;
        }

        if (content is { Features.Count: 0, Findings.Count: 0, Drift.Count: > 0, Gate: null })
        {
            WriteDrift(content.Drift, output);
            return;
        }

        var left = (content.Gate ?? []).ToList();
        WriteLine(output, Columns);
        foreach (var row in content.Features)
        {
            var own = left.Where(finding => finding.Host == row.Host && finding.Solution == row.Solution && finding.Aspect == row.Aspect)
                .ToList();
            left.RemoveAll(own.Contains);
            WriteLine(
                output,
                [
                    row.Host,
                    row.Solution,
                    row.Aspect,
                    row.Edition,
                    row.Documented,
                    row.Observed,
                    row.Status.ToString(),
                    row.Today.ToString(),
                    row.Basis,
                    Joined(row.Evidence),
                    row.Reason,
                    row.Note,
                    row.Recommendation,
                    Time(row.CollectedAt),
                    Messages(own),
                    Waivers(own),
                ]
            );
        }

        foreach (var finding in left)
        {
            WriteLine(
                output,
                [
                    finding.Host,
                    finding.Solution,
                    finding.Aspect,
                    "",
                    finding.Expected,
                    finding.Observed,
                    finding.Kind.ToString(),
                    "",
                    finding.Basis,
                    Joined(finding.Evidence),
                    "",
                    "",
                    "",
                    "",
                    finding.Message,
                    Waivers([finding]),
                ]
            );
        }

        foreach (var finding in content.Findings)
        {
            WriteLine(
                output,
                [
                    finding.Host,
                    finding.Solution,
                    finding.Rule,
                    "",
                    "",
                    finding.Message,
                    finding.Severity.ToString(),
                    "",
                    finding.Basis,
                    Joined(finding.Evidence),
                    "",
                    "",
                    finding.Remediation,
                    Time(finding.CollectedAt),
                    finding.Subject,
                    "",
                ]
            );
        }
    }

    /// <summary>Findings alone have their own columns.</summary>
    private static void WriteFindings(IReadOnlyList<OverlayFinding> findings, TextWriter output)
    {
        WriteLine(output, FindingColumns);
        foreach (var finding in findings)
        {
            WriteLine(
                output,
                [
                    finding.Host,
                    finding.Rule,
                    finding.Severity.ToString(),
                    finding.Solution,
                    finding.Subject,
                    finding.Message,
                    finding.Remediation,
                    Joined(finding.Evidence),
                    finding.Basis,
                    Joined(finding.Hosts),
                    Time(finding.CollectedAt),
                ]
            );
        }
    }

    private static void WriteDrift(IReadOnlyList<OverlayDrift> drift, TextWriter output)
    {
        WriteLine(output, DriftColumns);
        foreach (var one in drift)
        {
            WriteLine(output, [one.ReferenceHost, one.DifferenceHost, one.Area, one.Subject, one.Change, one.From ?? "", one.To ?? ""]);
        }
    }

    private static string Time(DateTime time) => time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static string Joined(IEnumerable<string> lines) => string.Join(" | ", lines);

    private static string Messages(IEnumerable<GateFinding> findings) => Joined(findings.Select(finding => finding.Message));

    private static string Waivers(IEnumerable<GateFinding> findings) =>
        Joined(findings.Select(finding => finding.Waiver?.Reason).OfType<string>());

    private static void WriteLine(TextWriter output, IEnumerable<string> values) => CsvText.WriteLine(output, values);
}
