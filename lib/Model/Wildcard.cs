using System.Text.RegularExpressions;

namespace NetAudit.Model;

/// <summary>Names with * and ?, as people write them for containers.</summary>
internal static class Wildcard
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    /// <summary>Whether a name matches a pattern as a whole, whatever the case.</summary>
    public static bool Matches(string pattern, string name) =>
        Regex.IsMatch(
            name,
            "^" + Regex.Escape(pattern).Replace("\\*", ".*").Replace("\\?", ".") + "$",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline,
            Limit
        );
}
