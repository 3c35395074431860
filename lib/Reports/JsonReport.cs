using Newtonsoft.Json;

namespace NetAudit.Reports;

/// <summary>JSON: all properties of the audit's rows, the findings, and the gate's findings.</summary>
internal sealed class JsonReport : IReportWriter
{
    public string Format => "Json";

    public IReadOnlyList<string> Endings => [".json"];

    public void Write(ReportContent content, TextWriter output)
    {
        using var writer = new JsonTextWriter(output) { Formatting = Formatting.Indented, CloseOutput = false };
        var serializer = JsonSerializer.Create(
            new JsonSerializerSettings
            {
                DateTimeZoneHandling = DateTimeZoneHandling.Utc,
                StringEscapeHandling = StringEscapeHandling.EscapeNonAscii,
            }
        );
        serializer.Serialize(
            writer,
            new
            {
                format = "netaudit-report",
                version = 2,
                hosts = HostOverview.From(content).Hosts.Select(Line),
                rows = content.Features,
                findings = content.Findings,
                drift = content.Drift,
                gate = content.Gate,
                checks = content.Checks,
            }
        );
    }

    /// <summary>A host: its findings' severities by rule, and its statuses by solution, edition and aspect.</summary>
    private static object Line(HostLine host) =>
        new
        {
            host.Host,
            host.Findings,
            Statuses = host
                .Statuses.GroupBy(status => status.Key.Solution)
                .ToDictionary(
                    solution => solution.Key,
                    solution =>
                        solution
                            .GroupBy(status => status.Key.Edition)
                            .ToDictionary(
                                edition => edition.Key,
                                edition => edition.ToDictionary(status => status.Key.Aspect, status => status.Value)
                            )
                ),
        };
}
