namespace NetAudit.Reports;

/// <summary>Several hosts side by side, in Markdown: a table of hosts by finding, and one of hosts by aspect for each solution.</summary>
internal static class MarkdownHosts
{
    public static void Write(HostOverview overview, TextWriter output)
    {
        if (overview.Hosts.Count < 2)
        {
            return;
        }

        if (overview.Rules.Count > 0)
        {
            output.Write("\n## Hosts by finding\n\n");
            WriteTable(
                overview.Hosts,
                overview.Rules,
                (host, rule) => host.Findings.TryGetValue(rule, out var severity) ? severity.ToString() : "",
                output
            );
        }

        foreach (var (solution, edition, names) in overview.Aspects)
        {
            output.Write($"\n## Hosts by aspect: {MarkdownText.Cell(solution)}, compared with {MarkdownText.Cell(edition)}\n\n");
            var hosts = overview.Hosts.Where(host => host.Statuses.Keys.Any(key => key.Solution == solution && key.Edition == edition));
            WriteTable(
                hosts,
                names,
                (host, aspect) => host.Statuses.TryGetValue((solution, edition, aspect), out var status) ? status.ToString() : "",
                output
            );
        }
    }

    private static void WriteTable(
        IEnumerable<HostLine> hosts,
        IReadOnlyList<string> columns,
        Func<HostLine, string, string> word,
        TextWriter output
    )
    {
        output.Write($"| host | {string.Join(" | ", columns.Select(MarkdownText.Cell))} |\n");
        output.Write($"|---|{string.Concat(columns.Select(_ => "---|"))}\n");
        foreach (var host in hosts)
        {
            var cells = columns.Select(column => MarkdownText.Cell(word(host, column)));
            output.Write($"| {MarkdownText.Cell(host.Host)} | {string.Join(" | ", cells)} |\n");
        }
    }
}
