using Newtonsoft.Json;

namespace NetAudit.PowerShell;

/// <summary>Rows as JSON text, for -AsJson.</summary>
internal static class JsonText
{
    // Own settings, as the process-wide defaults belong to the session. No raw control character may reach a terminal.
    private static readonly JsonSerializerSettings Settings = new()
    {
        Formatting = Formatting.Indented,
        DateTimeZoneHandling = DateTimeZoneHandling.Utc,
        StringEscapeHandling = StringEscapeHandling.EscapeNonAscii,
    };

    /// <summary>One array with exactly the rows' properties.</summary>
    public static string Array(IEnumerable<object> rows)
    {
        using var text = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
        JsonSerializer.Create(Settings).Serialize(text, rows);
        return text.ToString();
    }
}
