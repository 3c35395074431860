using NetAudit.Model;
using NetAudit.Rows;

namespace NetAudit.Reports;

/// <summary>Several hosts side by side: each host by finding, and by aspect.</summary>
/// <param name="Hosts">A line each, by name.</param>
/// <param name="Rules">The rules that found something anywhere, the gravest first.</param>
/// <param name="Aspects">The aspects that were compared anywhere, by solution and edition.</param>
internal sealed record HostOverview(
    IReadOnlyList<HostLine> Hosts,
    IReadOnlyList<string> Rules,
    IReadOnlyList<(string Solution, string Edition, IReadOnlyList<string> Names)> Aspects
)
{
    /// <summary>Puts the hosts of a report side by side.</summary>
    public static HostOverview From(ReportContent content)
    {
        var found = content.Findings.SelectMany(finding => finding.Hosts.Select(host => (Host: host, finding))).ToLookup(one => one.Host);
        var compared = content.Features.ToLookup(row => row.Host);
        var names = found.Select(group => group.Key).Concat(compared.Select(group => group.Key));
        return new HostOverview(
            [
                .. names
                    .Distinct()
                    .OrderBy(name => name, StringComparer.Ordinal)
                    .Select(name => HostLine.From(name, [.. found[name].Select(one => one.finding)], [.. compared[name]])),
            ],
            [
                .. content
                    .Findings.GroupBy(finding => finding.Rule)
                    .OrderByDescending(group => group.Max(finding => finding.Severity))
                    .ThenBy(group => group.Key, StringComparer.Ordinal)
                    .Select(group => group.Key),
            ],
            [
                .. content
                    .Features.GroupBy(row => (row.Solution, row.Edition))
                    .OrderBy(group => group.Key.Solution, StringComparer.Ordinal)
                    .Select(group => (group.Key.Solution, group.Key.Edition, Names(group))),
            ]
        );
    }

    private static IReadOnlyList<string> Names(IEnumerable<OverlayFeature> rows) => [.. rows.Select(row => row.Aspect).Distinct()];
}

/// <summary>One host among several.</summary>
/// <param name="Host">Its name.</param>
/// <param name="Findings">The gravest severity, by rule. Findings that several hosts show together count too.</param>
/// <param name="Statuses">The rows' statuses, by solution, edition and aspect.</param>
internal sealed record HostLine(
    string Host,
    IReadOnlyDictionary<string, Severity> Findings,
    IReadOnlyDictionary<(string Solution, string Edition, string Aspect), FeatureStatus> Statuses
)
{
    public static HostLine From(string host, IReadOnlyList<OverlayFinding> findings, IReadOnlyList<OverlayFeature> rows)
    {
        var severities = findings
            .GroupBy(finding => finding.Rule)
            .ToDictionary(group => group.Key, group => group.Max(finding => finding.Severity));
        var statuses = rows.GroupBy(row => (row.Solution, row.Edition, row.Aspect))
            .ToDictionary(group => group.Key, group => group.First().Status);
        return new HostLine(host, severities, statuses);
    }
}
