using NetAudit.Drift;
using NetAudit.Gate;
using NetAudit.Model;
using NetAudit.Rows;

namespace NetAudit.Reports;

/// <summary>
/// Markdown: the counts, the gate's result, the findings with repair and evidence, then a table per host and solution. Also GitHub's job
/// summary.
/// </summary>
internal sealed class MarkdownReport : IReportWriter
{
    public string Format => "Markdown";

    public IReadOnlyList<string> Endings => [".md", ".markdown"];

    public void Write(ReportContent content, TextWriter output)
    {
        output.Write("# NetAudit\n\n");
        output.Write(Counts(content));
        if (content.Gate is not null)
        {
            WriteGate(content, output);
        }

        MarkdownHosts.Write(HostOverview.From(content), output);
        WriteFindings(content.Findings, output);
        WriteDrift(content.Drift, output);
        foreach (var group in content.Features.GroupBy(row => (row.Host, row.Solution, row.Edition)))
        {
            var (host, solution, edition) = group.Key;
            output.Write($"\n## {Cell(host)}: {Cell(solution)}, compared with {Cell(edition)}\n\n");
            output.Write("| aspect | documented | observed | status | today | basis |\n|---|---|---|---|---|---|\n");
            foreach (var row in group)
            {
                string[] cells = [row.Aspect, row.Documented, row.Observed, row.Status.ToString(), row.Today.ToString(), row.Basis];
                output.Write($"| {string.Join(" | ", cells.Select(Cell))} |\n");
            }
        }
    }

    private static string Counts(ReportContent content)
    {
        var lines = new List<string>();
        if (content.Findings.Count > 0)
        {
            var severities = Grouped(content.Findings.Select(finding => finding.Severity.ToString()));
            lines.Add($"{Counted.Say(content.Findings.Count, "finding")}: {severities}.");
        }

        if (content.Features.Count > 0)
        {
            lines.Add($"{Counted.Say(content.Features.Count, "row")}: {Grouped(content.Features.Select(row => row.Status.ToString()))}.");
        }

        if (content.Drift.Count > 0)
        {
            lines.Add($"{Counted.Say(content.Drift.Count, "difference")}: {Grouped(content.Drift.Select(one => one.Change))}.");
        }

        return lines.Count > 0
            ? string.Join("\n", lines) + "\n"
            : "This report got no finding and no row. That doesn't show that nothing is wrong: read the warnings and errors of the run.\n";
    }

    private static string Grouped(IEnumerable<string> names) =>
        string.Join(
            ", ",
            names.GroupBy(name => name).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Count()} {group.Key}")
        );

    private static void WriteFindings(IReadOnlyList<OverlayFinding> findings, TextWriter output)
    {
        foreach (var host in findings.GroupBy(finding => finding.Host))
        {
            output.Write($"\n## {Cell(host.Key)}: findings\n");
            foreach (var finding in host)
            {
                output.Write(
                    $"\n### {Cell(finding.Severity.ToString())}: {Cell(finding.Rule)}, "
                        + $"{Cell(finding.Subject)}\n\n{Cell(finding.Message)}\n\n"
                );
                output.Write(finding.Remediation.Length == 0 ? "" : $"To repair: {Cell(finding.Remediation)}\n\n");
                foreach (var line in finding.Evidence)
                {
                    output.Write($"- {Cell(line)}\n");
                }
            }
        }
    }

    private static void WriteDrift(IReadOnlyList<OverlayDrift> drift, TextWriter output)
    {
        foreach (var pair in drift.GroupBy(one => (one.ReferenceHost, one.DifferenceHost)))
        {
            output.Write($"\n## {Cell(pair.Key.ReferenceHost)} to {Cell(pair.Key.DifferenceHost)}\n\n");
            output.Write("| area | subject | change | from | to |\n|---|---|---|---|---|\n");
            foreach (var one in pair)
            {
                output.Write(
                    $"| {Cell(one.Area)} | {Cell(one.Subject)} | {Cell(one.Change)} | {Cell(one.From ?? "")} | {Cell(one.To ?? "")} |\n"
                );
            }
        }
    }

    private static void WriteGate(ReportContent content, TextWriter output)
    {
        if (content.Checks.Count > 0)
        {
            output.Write($"{content.Checks.Count} checks: {Grouped(content.Checks.Select(check => check.Outcome.ToString()))}.\n");
        }

        var findings = content.Gate!;
        output.Write(
            findings.Count == 0
                ? "\nAll is as expected.\n"
                : "\n## Against the expectation\n\n| severity | finding | waived |\n|---|---|---|\n"
        );
        foreach (var finding in findings)
        {
            output.Write($"| {Cell(finding.Severity.ToString())} | {Cell(finding.Message)} | {Cell(Waived(finding.Waiver))} |\n");
        }

        foreach (var finding in findings.Where(finding => finding.Evidence.Count + finding.Remediation.Length > 0))
        {
            output.Write($"\n### {Cell(finding.Message)}\n\n");
            output.Write(finding.Remediation.Length == 0 ? "" : $"To repair: {Cell(finding.Remediation)}\n\n");
            foreach (var line in finding.Evidence)
            {
                output.Write($"- {Cell(line)}\n");
            }
        }
    }

    private static string Waived(FindingWaiver? waiver) =>
        waiver is null ? ""
        : waiver.Expires is null ? waiver.Reason
        : $"{waiver.Reason} (until {waiver.Expires})";

    private static string Cell(string text) => MarkdownText.Cell(text);
}
