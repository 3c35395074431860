using NetAudit.Matrix;
using NetAudit.Rows;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests;

/// <summary>A host's audit, as a script sees it.</summary>
internal static class AuditedHost
{
    /// <summary>The row of a solution for an aspect.</summary>
    public static OverlayFeature Row(this HostSnapshot host, string solution, string aspect, string edition = Editions.Default) =>
        Assert.Single(HostAudit.Compare(host, Editions.Load(edition), [solution], [aspect]));

    /// <summary>The host with these probe records, each made for the solution. Without any record, the host was never probed.</summary>
    public static HostSnapshot WithProbes(this HostSnapshot host, string solution, params ProbeRecord[] records) =>
        records.Length == 0 ? host : host with { Probes = [.. records.Select(record => record with { Solution = solution })] };

    /// <summary>The row of the only solution on the host.</summary>
    public static OverlayFeature Row(this HostSnapshot host, string aspect) => host.Row(host.Solution().Name, aspect);

    /// <summary>The only solution on the host.</summary>
    public static OverlaySolution Solution(this HostSnapshot host) => Assert.Single(HostAudit.FindSolutions(host));
}
