using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Collection.Formats;

/// <summary>A rule's matches and target in short words, for comparison.</summary>
internal static class MatchWords
{
    public static string Of(FirewallMatch match)
    {
        var values = match.Kind == FirewallMatchKind.Unknown ? [match.Name!] : match.Values;
        var set = match.Set is null ? "" : " in " + match.Set;
        return $"{(match.Negated ? "not " : "")}{match.Kind} {string.Join(" ", values)}{set}".Replace("  ", " ");
    }

    public static string Of(FirewallTarget target)
    {
        var where = target.Chain is null ? target.Values : [target.Chain];
        var map = target.Map is null ? "" : " @" + target.Map;
        var selectors = target.Selectors is null ? "" : " of " + string.Join(".", target.Selectors);
        var elements = (target.Elements ?? []).Select(element => $" {string.Join(".", element.Key)}:{Of(element.Target!)}");
        return $"{target.Kind} {string.Join(" ", where)}".TrimEnd() + selectors + map + string.Concat(elements);
    }
}
