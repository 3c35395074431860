namespace NetAudit.Cluster;

/// <summary>
/// Keeps equal strings as one object. A thousand hosts that each list the other 999 then hold a thousand addresses, not a million.
/// </summary>
internal sealed class StringPool
{
    private readonly Dictionary<string, string> _strings = [];

    public string Share(string text)
    {
        if (_strings.TryGetValue(text, out var shared))
        {
            return shared;
        }

        _strings[text] = text;
        return text;
    }

    public string? ShareAny(string? text) => text is null ? null : Share(text);
}
