using System.Text.RegularExpressions;

namespace NetAudit.Library.Tests.Docs;

/// <summary>Words that readers misread, each with its replacement.</summary>
internal static class WordsNotToUse
{
    private static readonly (Regex Word, string Use)[] s_words =
    [
        .. new[]
        {
            (@"\bin clear\b", "unencrypted"),
            (@"\bstraight\b", "directly"),
            (@"\b(on|in|of) the way\b|\bthe way (to|between|back|out|there|in)\b|\bway out\b", "path, route"),
            (@"\btell(s|ing)?\b|\btold\b", "report, list, show"),
            (@"\b(hold|holds|held|holding)\b[^.|]{0,50}\bagainst\b", "check against, compare with"),
            (@"\bsettle[sd]?\b", "confirm"),
            (@"\b(row|line|page|file|object|job) a (row|pair|host|rule|cmdlet|network|line|finding|solution|format|aspect)\b", "per"),
            (@"\bis there twice\b", "is given twice"),
            (@"\b(nobody|nothing) listens\b", "connection refused"),
            (@"\bthe own\b", "the sending host's"),
            (@"\(s\)", "a real plural"),
            (@"^what$", "a noun"),
        }.Select(word => (new Regex(word.Item1, RegexOptions.IgnoreCase), word.Item2)),
    ];

    /// <summary>Lists the words to replace in a text: "in clear: unencrypted".</summary>
    public static IEnumerable<string> In(string text) =>
        from word in s_words
        from Match match in word.Word.Matches(text)
        select $"{match.Value}: {word.Use}";
}
