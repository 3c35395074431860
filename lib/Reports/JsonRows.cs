using Newtonsoft.Json;

namespace NetAudit.Reports;

/// <summary>Rows as JSON text, for a program that reads them.</summary>
public static class JsonRows
{
    // Own settings, as the process-wide defaults belong to the program. No raw control character may reach a terminal.
    private static readonly JsonSerializerSettings s_settings = new()
    {
        Formatting = Formatting.Indented,
        DateTimeZoneHandling = DateTimeZoneHandling.Utc,
        StringEscapeHandling = StringEscapeHandling.EscapeNonAscii,
    };

    /// <summary>One array with exactly the rows' properties.</summary>
    public static string Array(IEnumerable<object> rows)
    {
        using var text = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
        JsonSerializer.Create(s_settings).Serialize(text, rows);
        return text.ToString();
    }
}
