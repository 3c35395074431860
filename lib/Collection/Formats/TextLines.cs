namespace NetAudit.Collection.Formats;

/// <summary>Lines of what tools print.</summary>
internal static class TextLines
{
    /// <summary>The lines without blanks around them, without empty ones and comments.</summary>
    public static IEnumerable<string> Read(string text) =>
        All(text).Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] is not '#' and not ';');

    /// <summary>All lines, unchanged.</summary>
    public static IEnumerable<string> All(string text)
    {
        using var reader = new StringReader(text);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
