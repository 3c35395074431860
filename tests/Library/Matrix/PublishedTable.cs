namespace NetAudit.Library.Tests.Matrix;

/// <summary>The published table in its own words: Data/matrix-2015.md.</summary>
internal sealed record PublishedTable(IReadOnlyList<string> Solutions, IReadOnlyList<PublishedRow> Rows)
{
    public static PublishedTable Read()
    {
        var lines = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", "matrix-2015.md"))
            .Where(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))
            .ToList();
        return new PublishedTable([.. lines[0].Skip(1)], [.. lines.Skip(2).Select(Row)]);
    }

    // "Name Service (NameService)" is the title, then our id.
    private static PublishedRow Row(string[] fields)
    {
        var bracket = fields[0].LastIndexOf('(');
        return new PublishedRow(fields[0][(bracket + 1)..^1], fields[0][..bracket].TrimEnd(), [.. fields.Skip(1)]);
    }
}

internal sealed record PublishedRow(string Id, string Title, IReadOnlyList<string> Cells);
