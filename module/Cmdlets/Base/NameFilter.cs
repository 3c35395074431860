using System.Management.Automation;

namespace NetAudit.PowerShell;

/// <summary>Keeps names that match one of several wildcard patterns; without patterns, all.</summary>
internal sealed class NameFilter(IEnumerable<string>? patterns)
{
    private readonly IReadOnlyList<(string Text, WildcardPattern Pattern)> _patterns =
    [
        .. (patterns ?? []).Select(text =>
            (text, WildcardPattern.Get(text, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant))
        ),
    ];

    private readonly HashSet<string> _met = [];

    /// <summary>Patterns without wildcards that no name has matched so far.</summary>
    public IEnumerable<string> NeverMet =>
        _patterns.Select(one => one.Text).Where(text => !WildcardPattern.ContainsWildcardCharacters(text) && !_met.Contains(text));

    public bool Keeps(string? name) => _patterns.Count == 0 || Matches(name);

    public bool Matches(string? name)
    {
        if (name is null)
        {
            return false;
        }

        var matching = _patterns.Where(one => one.Pattern.IsMatch(name)).Select(one => one.Text).ToList();
        _met.UnionWith(matching);
        return matching.Count > 0;
    }
}
