namespace NetAudit.Collection.Bundles;

/// <summary>Checks the names that an archive gives its files.</summary>
internal static class BundleNames
{
    /// <summary>
    /// The name without "./" and doubled slashes; "" for the top folder itself; null if it leads, or may lead, outside.
    /// </summary>
    public static string? Checked(string name)
    {
        if (IsPlain(name))
        {
            return name;
        }

        var plain = name.Replace('\\', '/');
        if (plain.StartsWith("/", StringComparison.Ordinal) || plain.IndexOf('\0') >= 0 || (plain.Length > 1 && plain[1] == ':'))
        {
            return null;
        }

        var parts = plain.Split('/').Where(part => part.Length > 0 && part != ".").ToList();
        return parts.Contains("..") ? null : string.Join("/", parts);
    }

    /// <summary>Whether it is as we would write it, which most are: relative, with single slashes, and no part begins with a dot.</summary>
    private static bool IsPlain(string name)
    {
        var previous = '/';
        foreach (var character in name)
        {
            if (character is '\\' or ':' or '\0' || (previous == '/' && character is '/' or '.'))
            {
                return false;
            }

            previous = character;
        }

        return previous != '/';
    }

    /// <summary>
    /// The folder that all of a bundle sits under in an archive, with a slash after it: "" or "node1/"; null if there is no bundle.json.
    /// </summary>
    public static string? Top(IReadOnlyCollection<string> names)
    {
        if (names.Contains(Bundle.Marker))
        {
            return "";
        }

        var tops = names
            .Where(name => name.EndsWith("/" + Bundle.Marker, StringComparison.Ordinal) && name.Count(c => c == '/') == 1)
            .ToList();
        return tops.Count == 1 ? tops[0][..^Bundle.Marker.Length] : null;
    }
}
