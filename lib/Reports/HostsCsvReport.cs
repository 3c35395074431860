namespace NetAudit.Reports;

/// <summary>CSV with a line per host: its gravest severity by finding, and its statuses by aspect, as columns.</summary>
internal sealed class HostsCsvReport : IReportWriter
{
    public string Format => "HostsCsv";

    public IReadOnlyList<string> Endings => [".hosts.csv"];

    public void Write(ReportContent content, TextWriter output)
    {
        var overview = HostOverview.From(content);
        var aspects = overview.Aspects.SelectMany(group => group.Names.Select(name => (group.Solution, group.Edition, name))).ToList();
        CsvText.WriteLine(output, ["Host", .. overview.Rules, .. aspects.Select(one => $"{one.Solution} {one.name} ({one.Edition})")]);
        foreach (var host in overview.Hosts)
        {
            var findings = overview.Rules.Select(rule => host.Findings.TryGetValue(rule, out var severity) ? severity.ToString() : "");
            var statuses = aspects.Select(one => host.Statuses.TryGetValue(one, out var status) ? status.ToString() : "");
            CsvText.WriteLine(output, [host.Host, .. findings, .. statuses]);
        }
    }
}
