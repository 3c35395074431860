namespace NetAudit.Model;

/// <summary>Keeps words readable where a host has hundreds of something.</summary>
internal static class TruncatedList
{
    private const int Most = 6;

    /// <summary>The first few, and how many more.</summary>
    public static string Join(IEnumerable<string> parts, string separator = ", ", int most = Most)
    {
        var all = parts.ToList();
        return string.Join(separator, all.Take(most)) + (all.Count > most ? $" and {all.Count - most} more" : "");
    }
}
