using System.Text;

namespace NetAudit.Reports;

/// <summary>The Markdown that GitHub shows on a job's page, from the file that GITHUB_STEP_SUMMARY names.</summary>
public static class JobSummary
{
    /// <summary>GitHub's limit for a step. A larger file is dropped completely.</summary>
    public const int MostBytes = 1024 * 1024;

    private const string Cut = "\nThe rest does not fit here; it is in the reports.\n";

    /// <summary>The summary, cut at a line's end if it doesn't fit; "" if not even a note fits.</summary>
    /// <param name="content">The report's content.</param>
    /// <param name="taken">How many bytes the file has already.</param>
    public static string Text(ReportContent content, long taken)
    {
        using var markdown = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
        new MarkdownReport().Write(content, markdown);
        var room = MostBytes - taken - Cut.Length;
        var text = new StringBuilder();
        foreach (var line in markdown.ToString().TrimEnd('\n').Split('\n'))
        {
            room -= Encoding.UTF8.GetByteCount(line) + 1;
            if (room < 0)
            {
                return MostBytes - taken < Cut.Length ? "" : text + Cut;
            }

            text.Append(line).Append('\n');
        }

        return text.ToString();
    }
}
