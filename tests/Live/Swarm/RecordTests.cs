using NetAudit.Collection;
using NetAudit.Live.Tests.Support;
using NetAudit.Rows;

namespace NetAudit.Live.Tests.Swarm;

/// <summary>A recorded host gives the same audit as the live one.</summary>
public abstract class RecordTests : SwarmTests
{
    private protected RecordTests(SwarmFixture swarm)
        : base(swarm) { }

    [Fact]
    public async Task A_saved_snapshot_gives_the_same_rows()
    {
        foreach (var host in new[] { Manager, Worker })
        {
            var live = await Lab.SnapshotAsync(host);
            var saved = SnapshotFile.Read(SnapshotFile.Write(live), "saved.json");
            Assert.Equal(AuditRows.Features(live).Select(Full), AuditRows.Features(saved).Select(Full));
            Assert.Equal(HostAudit.Endpoints(live).Select(AuditRows.Line), HostAudit.Endpoints(saved).Select(AuditRows.Line));
            Assert.Equal(HostAudit.FindSolutions(live).Select(Full), HostAudit.FindSolutions(saved).Select(Full));
        }
    }

    [Fact]
    public async Task A_saved_snapshot_holds_no_join_token()
    {
        var json = SnapshotFile.Write(await Lab.SnapshotAsync(Manager));
        Assert.DoesNotContain(await Manager.DockerAsync("swarm", "join-token", "-q", "worker"), json, StringComparison.Ordinal);
        Assert.DoesNotContain("SWMTKN", json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bundle_by_collect_sh_gives_the_same_rows()
    {
        foreach (var host in new[] { Manager, Worker })
        {
            await SameRows.AssertAsync(host);
        }
    }

    // A recommendation names the place to run it, so it differs. It names a recording by its path, and only live hosts can be probed.
    private static string Full(OverlayFeature row) =>
        $"{AuditRows.Line(row)} | {row.Documented} | {row.Reason} | {string.Join("; ", row.Evidence)} | " + $"{row.CollectedAt:O}";

    private static string Full(OverlaySolution row) =>
        $"{row.Name} {row.Backend} {row.Version} {row.State} {row.Confidence} {string.Join(' ', row.Networks)} | "
        + $"{string.Join("; ", row.Findings)} | {string.Join("; ", row.Evidence)}";
}
