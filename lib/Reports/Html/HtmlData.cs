using System.Globalization;
using NetAudit.Topology;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;

namespace NetAudit.Reports;

/// <summary>
/// The report's rows as JSON within a page: <c>&lt;</c>, <c>&gt;</c> and <c>&amp;</c> are escaped, so that nothing in it ends the element.
/// </summary>
internal static class HtmlData
{
    /// <summary>The version of the data's form.</summary>
    public const int Version = 1;

    public static void Write(ReportContent content, TextWriter output)
    {
        using var json = new StringWriter(CultureInfo.InvariantCulture);
        using var writer = new JsonTextWriter(json) { CloseOutput = false };
        var serializer = JsonSerializer.Create(
            new JsonSerializerSettings
            {
                DateTimeZoneHandling = DateTimeZoneHandling.Utc,
                StringEscapeHandling = StringEscapeHandling.EscapeNonAscii,
                NullValueHandling = NullValueHandling.Ignore,
                Converters = { new StringEnumConverter() },
            }
        );
        serializer.Serialize(
            writer,
            new
            {
                format = "netaudit-html",
                version = Version,
                rows = content.Features,
                findings = content.Findings,
                solutions = content.Solutions,
                drift = content.Drift,
                probes = content.Probes,
                paths = content.Paths,
                gate = content.Gate,
                checks = content.Checks,
                aspects = DocumentedAspect.Find(content.Features),
                topology = content.Topology is { } topology ? Shorten(topology) : null,
            }
        );

        // JSON has these characters in strings only, where they may be escaped.
        output.Write(json.ToString().Replace("<", "\\u003c").Replace(">", "\\u003e").Replace("&", "\\u0026"));
    }

    /// <summary>The topology with short ids. A container's own has 64 digits, and each of its vNICs and edges would repeat it.</summary>
    private static OverlayTopology Shorten(OverlayTopology topology)
    {
        var ids = topology.Nodes.Select((node, at) => (node.Id, Short: $"n{at}")).ToDictionary(pair => pair.Id, pair => pair.Short);
        var domains = topology
            .Nodes.Select(node => node.Domain)
            .OfType<string>()
            .Distinct()
            .Select((domain, at) => (domain, Short: $"d{at}"))
            .ToDictionary(pair => pair.domain, pair => pair.Short);
        return topology with
        {
            Nodes =
            [
                .. topology.Nodes.Select(node =>
                    node with
                    {
                        Id = ids[node.Id],
                        Parent = node.Parent is { } parent ? ids[parent] : null,
                        Network = node.Network is { } network ? ids[network] : null,
                        Domain = node.Domain is { } domain ? domains[domain] : null,
                    }
                ),
            ],
            Edges = [.. topology.Edges.Select(edge => edge with { From = ids[edge.From], To = ids[edge.To] })],
        };
    }
}
