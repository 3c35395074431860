using NetAudit.Collection;
using NetAudit.Model;
using NetAudit.Probes;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Probes;

public sealed class ProbeHostTests
{
    /// <summary>The snapshot's text begins as a live one's does. Packets and networks on this machine would be for another host.</summary>
    [Fact]
    public void An_imported_snapshot_is_not_taken_for_the_host_it_was_collected_from()
    {
        var live = SnapshotBuilder.Host() with { Origin = new LiveOrigin("unix:///var/run/docker.sock") };
        var imported = SnapshotFile.Read(SnapshotFile.Write(live), "saved.json");

        var refusal = Assert.Throws<NetAuditException>(() => ProbeHost.EndpointOf(imported));

        Assert.Equal(NetAuditError.ProbeNotPossible, refusal.Error);
        Assert.Equal(
            "The host built can't be probed from here: it was recorded (engine unix:///var/run/docker.sock), and "
                + "packets can only be sent on the host itself.",
            refusal.Message
        );
    }

    [Fact]
    public async Task No_network_is_made_for_an_imported_snapshot()
    {
        var imported = SnapshotFile.Read(
            SnapshotFile.Write(SnapshotBuilder.Host() with { Origin = new LiveOrigin("unix:///var/run/docker.sock") }),
            "saved.json"
        );
        var options = new ProbeOptions { AllowTemporaryNetwork = true };

        var refusal = await Assert.ThrowsAsync<NetAuditException>(() =>
            ProbeRun.PlanAsync(imported, [], options, new NullCollectionLog(), TestContext.Current.CancellationToken)
        );

        Assert.Equal(NetAuditError.ProbeNotPossible, refusal.Error);
    }
}
