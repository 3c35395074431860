using NetAudit.Gate;

namespace NetAudit.Reports;

/// <summary>
/// GitHub Actions' workflow commands: annotations. GitHub shows ten of a kind per step and drops the rest, so the first one counts them
/// all.
/// </summary>
internal sealed class GitHubReport : IReportWriter
{
    private const int MostOfAKind = 10;

    public string Format => "GitHub";

    public IReadOnlyList<string> Endings => [".github.txt"];

    public void Write(ReportContent content, TextWriter output)
    {
        var cases = ReportCases.Create(content);
        foreach (var kind in cases.Where(one => one.NeedsAttention).GroupBy(CommandOf))
        {
            // The summary line takes one of the ten.
            var shown = kind.Count() <= MostOfAKind ? kind.ToList() : [.. kind.Take(MostOfAKind - 1)];
            if (shown.Count < kind.Count())
            {
                output.Write(
                    $"::{kind.Key} title=NetAudit::"
                        + $"{Data($"{kind.Count()} in all; the first {shown.Count} follow, the rest is in the report")}\n"
                );
            }

            foreach (var one in shown)
            {
                output.Write($"::{kind.Key} title={Property($"{one.Host} {one.Name}")}::{Data(one.Message)}\n");
            }
        }
    }

    private static string CommandOf(ReportCase one) =>
        one.Severity switch
        {
            FindingSeverity.Error => "error",
            FindingSeverity.Note => "notice",
            _ => "warning",
        };

    private static string Data(string text) => ReportText.Line(text).Replace("%", "%25");

    private static string Property(string text) => Data(text).Replace(":", "%3A").Replace(",", "%2C");
}
