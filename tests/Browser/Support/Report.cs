using NetAudit.Library.Tests;
using NetAudit.Matrix;
using NetAudit.Reports;
using NetAudit.Rows;
using NetAudit.Snapshots;
using NetAudit.Solutions;
using NetAudit.Topology;

namespace NetAudit.Browser.Tests.Support;

/// <summary>Reports of snapshots, as Export-OverlayReport makes them.</summary>
internal static class Report
{
    public static ReportContent Of(params string[] hosts) => Of([.. hosts.Select(RecordedHosts.Read)]);

    public static ReportContent Of(IReadOnlyList<HostSnapshot> snapshots)
    {
        var hosts = snapshots.Select(HostContext.Create).ToList();
        var edition = Editions.Load(Editions.Default);
        return new ReportContent
        {
            Features = [.. hosts.SelectMany(host => HostAudit.Compare(host, edition, [], []))],
            Findings = HostAudit.Findings(snapshots),
            Solutions = [.. hosts.SelectMany(HostAudit.FindSolutions)],
            Probes = [.. snapshots.SelectMany(HostAudit.Probes)],
            Topology = OverlayTopology.Create(hosts),
        };
    }

    public static string Html(ReportContent content)
    {
        using var text = new StringWriter();
        ReportWriters.Find("Html", _ => null)!.Write(content, text);
        return text.ToString();
    }
}
