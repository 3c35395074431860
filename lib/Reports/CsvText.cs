namespace NetAudit.Reports;

/// <summary>Lines of CSV by RFC 4180.</summary>
internal static class CsvText
{
    /// <summary>Writes a line.</summary>
    public static void WriteLine(TextWriter output, IEnumerable<string> values) =>
        output.Write(string.Join(",", values.Select(Quoted)) + "\r\n");

    /// <summary>A value, quoted. A value that begins like a formula gets an apostrophe in front, as spreadsheets would run it.</summary>
    private static string Quoted(string value)
    {
        var clean = ReportText.Clean(value);
        return "\"" + (clean.Length > 0 && "=+-@\t".IndexOf(clean[0]) >= 0 ? "'" : "") + clean.Replace("\"", "\"\"") + "\"";
    }
}
