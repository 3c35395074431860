using System.Text;

namespace NetAudit.Reports;

/// <summary>Names come from hosts and are untrusted: characters that no format may carry are removed here, once.</summary>
internal static class ReportText
{
    /// <summary>The text without control characters and broken surrogates, which XML forbids and terminals obey.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (char.IsHighSurrogate(character) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                clean.Append(character).Append(text[++i]);
            }
            else
            {
                clean.Append(
                    char.IsSurrogate(character)
                    || character is '\uFFFE' or '\uFFFF'
                    || (char.IsControl(character) && character is not ('\n' or '\t'))
                        ? '\uFFFD'
                        : character
                );
            }
        }

        return clean.ToString();
    }

    /// <summary>The clean text on a single line.</summary>
    public static string Line(string text) => Clean(text.Replace('\r', ' ').Replace('\n', ' ').Replace('\t', ' '));
}
