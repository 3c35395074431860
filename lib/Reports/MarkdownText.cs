using System.Text;

namespace NetAudit.Reports;

/// <summary>Text in Markdown.</summary>
internal static class MarkdownText
{
    /// <summary>
    /// Text that can neither end its cell nor become markup: every character with a meaning in Markdown or HTML is escaped.
    /// </summary>
    public static string Cell(string text)
    {
        var escaped = new StringBuilder();
        foreach (var character in ReportText.Line(text))
        {
            escaped.Append(
                character switch
                {
                    '<' => "&lt;",
                    '>' => "&gt;",
                    '&' => "&amp;",
                    '@' => "&#64;",
                    _ => "\\`*_{}[]()#|!~".IndexOf(character) >= 0 ? "\\" + character : character.ToString(),
                }
            );
        }

        return escaped.ToString();
    }
}
