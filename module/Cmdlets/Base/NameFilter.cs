using System.Management.Automation;

namespace NetAudit.PowerShell;

/// <summary>Keeps what matches one of some wildcard patterns; without patterns, everything.</summary>
internal sealed class NameFilter(IEnumerable<string>? patterns)
{
    private readonly IReadOnlyList<WildcardPattern> _patterns =
    [
        .. (patterns ?? []).Select(pattern => WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant)),
    ];

    public bool Keeps(string? name) => _patterns.Count == 0 || Matches(name);

    public bool Matches(string? name) => name is not null && _patterns.Any(pattern => pattern.IsMatch(name));
}
