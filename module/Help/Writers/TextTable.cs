using NetAudit.Help.Markdown;

namespace NetAudit.Help.Writers;

/// <summary>A table as text. Columns are as wide as their content, or as the available width allows.</summary>
internal static class TextTable
{
    private const int Gap = 2;

    public static IEnumerable<string> Lines(Grid table, int width)
    {
        var widths = Widths(table, width);
        var heads = table.Rows[0];
        return Row(heads, widths)
            .Append(Join(heads.Select((head, column) => new string('-', Math.Min(widths[column], Longest(table, column)))), widths))
            .Concat(table.Rows.Skip(1).SelectMany(row => Row(row, widths)));
    }

    private static IEnumerable<string> Row(IReadOnlyList<string> row, int[] widths)
    {
        var cells = row.Select((cell, column) => Wrapping.Lines(cell, widths[column])).ToList();
        return Enumerable
            .Range(0, cells.Max(cell => cell.Count))
            .Select(line => Join(cells.Select(cell => line < cell.Count ? cell[line] : ""), widths));
    }

    private static string Join(IEnumerable<string> cells, int[] widths) =>
        string.Join(new string(' ', Gap), cells.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd();

    /// <summary>
    /// Narrow columns get the width that they need and the others share the rest. None is narrower than its longest word.
    /// </summary>
    private static int[] Widths(Grid table, int width)
    {
        var columns = table.Rows[0].Count;
        var wanted = Enumerable.Range(0, columns).Select(column => Longest(table, column)).ToArray();
        var words = Enumerable
            .Range(0, columns)
            .Select(column => table.Rows.SelectMany(row => row[column].Split(' ')).Max(word => word.Length))
            .ToArray();
        var (given, room, open) = (new int[columns], width - (Gap * (columns - 1)), Enumerable.Range(0, columns).ToList());
        while (open.Count > 0)
        {
            var share = room / open.Count;
            var settled = open.Where(column => wanted[column] <= share || words[column] >= share).ToList();
            foreach (var column in settled.Count > 0 ? settled : open)
            {
                given[column] = Math.Max(words[column], Math.Min(wanted[column], share));
                room -= given[column];
            }

            open = settled.Count > 0 ? [.. open.Except(settled)] : [];
        }

        return given;
    }

    private static int Longest(Grid table, int column) => table.Rows.Max(row => row[column].Length);
}
