namespace NetAudit.Model;

/// <summary>Keeps words readable where a host has hundreds of something.</summary>
internal static class TruncatedList
{
    private const int Most = 6;

    /// <summary>The first few, and how many more. A list whose parts have commas ends like one of its parts: "; and 4 more".</summary>
    public static string Join(IEnumerable<string> parts, string separator = ", ", int most = Most)
    {
        var all = parts.ToList();
        var end = separator == ", " ? " " : separator;
        return string.Join(separator, all.Take(most)) + (all.Count > most ? $"{end}and {all.Count - most} more" : "");
    }
}
