namespace NetAudit.Strict;

/// <summary>Finds the name that a typo was meant to be.</summary>
internal static class NearestName
{
    /// <summary>" (did you mean 'Flannel'?)", or "" if no name is near.</summary>
    public static string Hint(string written, IEnumerable<string> names) =>
        To(written, names) is { } name ? $" (did you mean '{name}'?)" : "";

    /// <summary>The nearest name, or null if none is near enough to be meant.</summary>
    public static string? To(string written, IEnumerable<string> names)
    {
        // A word far longer than any name isn't a typo, and not worth the time.
        if (written.Length > 64)
        {
            return null;
        }

        var (name, distance) = names
            .Select(name => (name, distance: Distance(written.ToUpperInvariant(), name.ToUpperInvariant())))
            .OrderBy(candidate => candidate.distance)
            .FirstOrDefault();
        return name is not null && distance <= Math.Max(1, Math.Min(3, Math.Min(written.Length, name.Length) / 2)) ? name : null;
    }

    /// <summary>How many letters must be inserted, deleted or replaced (Levenshtein distance).</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var above = row[j];
                var exchanged = diagonal + (one[i - 1] == other[j - 1] ? 0 : 1);
                row[j] = Math.Min(exchanged, Math.Min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }

        return row[other.Length];
    }
}
