using NetAudit.Gate;
using NetAudit.Rows;
using Newtonsoft.Json;

namespace NetAudit.Reports;

/// <summary>JSON: all properties of rows and findings.</summary>
internal sealed class JsonReport : IReportWriter
{
    public string Format => "Json";

    public IReadOnlyList<string> Endings => [".json"];

    public void Write(IReadOnlyList<OverlayFeature> rows, IReadOnlyList<GateFinding>? findings, TextWriter output)
    {
        using var writer = new JsonTextWriter(output) { Formatting = Formatting.Indented, CloseOutput = false };
        var serializer = JsonSerializer.Create(new JsonSerializerSettings { DateTimeZoneHandling = DateTimeZoneHandling.Utc, StringEscapeHandling = StringEscapeHandling.EscapeNonAscii });
        serializer.Serialize(writer, new { format = "netaudit-report", version = 1, rows, findings });
    }
}
