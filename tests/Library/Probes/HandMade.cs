using NetAudit.Audit;
using NetAudit.Collection;
using NetAudit.Matrix;
using NetAudit.Rows;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Probes;

/// <summary>Records as probes make them, on a recorded host, and the row that they give.</summary>
internal static class HandMade
{
    public static HostSnapshot Host(string bundle) => RecordedHost.Read(Bundles.PathOf(bundle), TestContext.Current.CancellationToken);

    /// <summary>A record of c1 on ov1, whose answer says what its outcome does.</summary>
    public static ProbeRecord Record(string check, string value, ProbeOutcome outcome = ProbeOutcome.Reached) => new()
    {
        Check = check,
        Solution = "DockerOverlay",
        From = "container c1 (eth0 10.0.1.2 on ov1)",
        To = "10.0.1.5 (c2 on ov1)",
        Network = "ov1",
        Sent = value,
        Answer = outcome == ProbeOutcome.Silent ? "nothing within 1 s" : "an answer",
        Outcome = outcome,
        Value = value,
        Milliseconds = 1,
    };

    /// <summary>The row of the 2015 edition; each record is made for the solution, and for the aspect where it has no check.</summary>
    public static OverlayFeature Row(HostSnapshot host, string solution, string aspect, params ProbeRecord[] records) => Assert.Single(HostAudit.Compare(
        records.Length == 0 ? host : host with { Probes = [.. records.Select(record => record with { Check = record.Check == "PartialConnectivity" ? record.Check : aspect, Solution = solution })] },
        Editions.Load("blog-2015"), [solution], [aspect]));
}
