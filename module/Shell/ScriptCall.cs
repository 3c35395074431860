using System.Management.Automation.Language;
using System.Text.RegularExpressions;

namespace NetAudit.Shell;

/// <summary>
/// The line of PowerShell that calls a script with arguments from a command line, which are read as pwsh -File reads them.
/// </summary>
internal static partial class ScriptCall
{
    /// <summary>
    /// <c>-Name value</c>, <c>-Name:value</c>, <c>-Switch</c>, <c>-Switch:$false</c>, or a value by its place; nothing in a value is
    /// evaluated.
    /// </summary>
    public static string Of(string path, IEnumerable<string> words) =>
        string.Join(' ', new[] { "&", Quoted(Path.GetFullPath(path)) }.Concat(words.Select(Word)));

    internal static string Word(string word)
    {
        var parameter = Parameter().Match(word);
        return !parameter.Success ? Quoted(word)
            : parameter.Groups["value"] is { Length: > 0 } value ? parameter.Groups["name"].Value + Value(value.Value)
            : parameter.Groups["name"].Value.TrimEnd(':');
    }

    /// <summary>An option in the style of other shell tools, in PowerShell's style: "--report-path" becomes -reportpath.</summary>
    internal static string Option(string word) =>
        word.StartsWith("--", StringComparison.Ordinal) && word.Length > 2 ? "-" + word.Replace("-", "", StringComparison.Ordinal) : word;

    private static string Value(string text) => text.ToLowerInvariant() is "$true" or "$false" ? text : Quoted(text);

    internal static string Quoted(string text) => $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'";

    [GeneratedRegex(@"^(?<name>-[A-Za-z_]\w*(:|$))(?<value>.*)$", RegexOptions.Singleline)]
    private static partial Regex Parameter();
}
