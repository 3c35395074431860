using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace NetAudit.Model;

/// <summary>
/// Names of containers, networks and hosts are untrusted. In a row they stay plain text wherever it is shown. No character moves the
/// cursor, recolours the terminal, changes the direction or is invisible. No line is a command to a CI service that reads the log.
/// </summary>
public static class PlainText
{
    private const string GitHub = "::";
    private const string Azure = "##";

    /// <summary>The text with all unsafe characters spelled out, as "\u001B". Plain text comes back unchanged.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Escape(string? text) => Escape(text, keepLines: false);

    /// <summary>The same for a text with several lines of our own, such as commands: the line breaks stay.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? EscapeLines(string? text) => Escape(text, keepLines: true);

    [return: NotNullIfNotNull(nameof(text))]
    private static string? Escape(string? text, bool keepLines)
    {
        if (text is null)
        {
            return null;
        }

        StringBuilder? safe = null;
        for (var at = 0; at < text.Length; )
        {
            var length = char.IsSurrogatePair(text, at) ? 2 : 1;
            var isPlain = (keepLines && text[at] == '\n') || !(IsUnseen(text, at) || BeginsCommand(text, at));
            if (!isPlain)
            {
                safe ??= new StringBuilder(text, 0, at, text.Length + 16);
                Spell(safe, text, at, length);
            }
            else
            {
                safe?.Append(text, at, length);
            }

            at += length;
        }

        return safe?.ToString() ?? text;
    }

    private static void Spell(StringBuilder safe, string text, int at, int length)
    {
        for (var i = at; i < at + length; i++)
        {
            safe.Append("\\u").Append(((int)text[i]).ToString("X4", CultureInfo.InvariantCulture));
        }
    }

    private static bool IsUnseen(string text, int at) =>
        text[at] is < ' ' or > '~'
        && CharUnicodeInfo.GetUnicodeCategory(text, at)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.Surrogate
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;

    // "::error file=x::text" where a line begins with it, and a table's cell may break anywhere; "##vso[...]" and "##[...]" wherever they
    // stand.
    private static bool BeginsCommand(string text, int at) =>
        text[at] switch
        {
            ':' => Follows(text, at, GitHub) && IsWord(text, at + GitHub.Length),
            '#' => Follows(text, at, Azure) && (Follows(text, at + Azure.Length, "[") || Follows(text, at + Azure.Length, "vso[")),
            _ => false,
        };

    private static bool Follows(string text, int at, string what) =>
        string.Compare(text, at, what, 0, what.Length, StringComparison.OrdinalIgnoreCase) == 0;

    // An IPv6 address has four digits after "::" at most; a command has a letter that is none.
    private static bool IsWord(string text, int at)
    {
        const int Longest = 5;
        for (var end = Math.Min(text.Length, at + Longest); at < end && (IsLetter(text[at]) || text[at] == '-'); at++)
        {
            if (text[at] is '-' or (> 'f' and <= 'z') or (> 'F' and <= 'Z'))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsLetter(char character) => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
}
