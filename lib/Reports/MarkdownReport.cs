using System.Text;
using NetAudit.Gate;
using NetAudit.Rows;

namespace NetAudit.Reports;

/// <summary>Markdown: the counts, the findings, then a table a host and solution. Also GitHub's job summary.</summary>
internal sealed class MarkdownReport : IReportWriter
{
    public string Format => "Markdown";

    public IReadOnlyList<string> Endings => [".md", ".markdown"];

    public void Write(IReadOnlyList<OverlayFeature> rows, IReadOnlyList<GateFinding>? findings, TextWriter output)
    {
        output.Write("# NetAudit\n\n");
        output.Write(rows.Count == 0 ? "No row: no multi-host network solution was found, or none was asked for.\n"
            : $"{rows.Count} rows: {string.Join(", ", rows.GroupBy(row => row.Status).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Count()} {group.Key}"))}.\n");
        if (findings is not null)
        {
            WriteFindings(findings, output);
        }

        foreach (var group in rows.GroupBy(row => (row.Host, row.Solution, row.Edition)))
        {
            output.Write($"\n## {Cell(group.Key.Host)}: {Cell(group.Key.Solution)}, compared with {Cell(group.Key.Edition)}\n\n| aspect | documented | observed | status | basis |\n|---|---|---|---|---|\n");
            foreach (var row in group)
            {
                output.Write($"| {Cell(row.Aspect)} | {Cell(row.Documented)} | {Cell(row.Observed)} | {Cell(row.Status)} | {Cell(row.Basis)} |\n");
            }
        }
    }

    private static void WriteFindings(IReadOnlyList<GateFinding> findings, TextWriter output)
    {
        output.Write(findings.Count == 0 ? "\nAll is as expected.\n" : $"\n## Findings\n\n| severity | finding | waived |\n|---|---|---|\n");
        foreach (var finding in findings)
        {
            output.Write($"| {Cell(finding.Severity)} | {Cell(finding.Message)} | {Cell(finding.Waiver is null ? "" : $"{finding.Waiver.Reason}{(finding.Waiver.Expires is null ? "" : $" (until {finding.Waiver.Expires})")}")} |\n");
        }
    }

    /// <summary>Text that can't end its cell, nor be markup: every character that Markdown or HTML reads is escaped.</summary>
    private static string Cell(string text)
    {
        var escaped = new StringBuilder();
        foreach (var character in ReportText.Line(text))
        {
            escaped.Append(character switch { '<' => "&lt;", '>' => "&gt;", '&' => "&amp;", '@' => "&#64;", _ => null } ?? ("\\`*_{}[]()#|!~".IndexOf(character) >= 0 ? "\\" + character : character.ToString()));
        }

        return escaped.ToString();
    }
}
