using System.Text;

namespace NetAudit.Collection.Formats;

/// <summary>Reads a proxy's refusal, which is an HTML page in place of an engine's JSON.</summary>
internal static class PageText
{
    /// <summary>What it says without its tags; a text without any is as it was.</summary>
    public static string Read(string page)
    {
        if (!page.TrimStart().StartsWith("<", StringComparison.Ordinal))
        {
            return page;
        }

        var text = new StringBuilder(page.Length);
        var isInside = false;
        foreach (var c in page)
        {
            isInside = c == '<' || (isInside && c != '>');
            _ = isInside ? text : text.Append(c == '>' ? ' ' : c);
        }

        return string.Join(" ", text.ToString().Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
    }
}
