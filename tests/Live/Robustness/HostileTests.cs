using System.Diagnostics;
using NetAudit.Collection;
using NetAudit.Live.Tests.Support;
using NetAudit.Model;

namespace NetAudit.Live.Tests.Robustness;

/// <summary>Engines that hang, and containers that vanish or attack the reader.</summary>
public abstract class HostileTests : LabTestBase<HostileFixture>
{
    private static readonly string[] Traps = ["fifo", "escape", "endless", "folder"];

    private protected HostileTests(HostileFixture hostile)
        : base(hostile) { }

    [Fact]
    public async Task A_container_s_trap_in_place_of_resolv_conf_neither_hangs_nor_shows_the_host_s_files()
    {
        // The path is one that the test itself sees. A link that was followed outside the container would lead there.
        const string Secret = "203.0.113.77";
        var file = Path.Combine(Lab.Host.Folder, "secret");
        await File.WriteAllTextAsync(file, $"nameserver {Secret}\n", TestContext.Current.CancellationToken);
        await Lab.Host.DockerAsync("exec", "escape", "sh", "-c", $"rm /etc/resolv.conf; ln -s {file} /etc/resolv.conf");
        var clock = Stopwatch.StartNew();
        var snapshot = await LabFixture.CollectAsync(Lab.Host);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{clock.Elapsed}");
        Assert.DoesNotContain(Secret, SnapshotFile.Write(snapshot), StringComparison.Ordinal);
        Assert.Equal(["10.99.0.254"], AuditRows.Container(snapshot, "good").Resolver!.NameServers);
        foreach (var trap in Traps)
        {
            var container = AuditRows.Container(snapshot, trap);
            Assert.Empty(container.Resolver?.NameServers ?? []);
            Assert.Contains(container.Id, snapshot.ContainerNamespaces.Keys);
        }
    }

    [Fact]
    public async Task An_engine_that_hangs_ends_in_a_timeout_within_the_limit()
    {
        OwnProcesses.Signal(Lab.Host.EnginePid, "STOP");
        try
        {
            var clock = Stopwatch.StartNew();
            var failure = await Assert.ThrowsAsync<NetAuditException>(() =>
                LiveHost.CollectAsync(
                    Lab.Host.Uri,
                    new CollectionOptions { Timeout = TimeSpan.FromSeconds(2) },
                    new NullCollectionLog(),
                    Cancellation
                )
            );
            Assert.Equal(NetAuditError.CollectionTimeout, failure.Error);
            Assert.InRange(clock.Elapsed, TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(5));
        }
        finally
        {
            OwnProcesses.Signal(Lab.Host.EnginePid, "CONT");
        }
    }

    [Fact]
    public async Task A_cancelled_collection_ends_at_once()
    {
        OwnProcesses.Signal(Lab.Host.EnginePid, "STOP");
        try
        {
            using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(1));
            var clock = Stopwatch.StartNew();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
                LiveHost.CollectAsync(Lab.Host.Uri, new CollectionOptions(), new NullCollectionLog(), cancel.Token)
            );
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(4), $"{clock.Elapsed}");
        }
        finally
        {
            OwnProcesses.Signal(Lab.Host.EnginePid, "CONT");
        }
    }

    [Fact]
    public async Task Containers_that_come_and_go_meanwhile_do_not_fail_a_collection()
    {
        var host = Lab.Host;
        using var end = new CancellationTokenSource();
        var churn = Task.Run(async () =>
        {
            for (var round = 0; !end.IsCancellationRequested; round++)
            {
                await host.RunContainerAsync($"brief{round}");
                await host.DockerAsync("rm", "-f", $"brief{round}");
            }

            return 0;
        });
        for (var round = 0; round < 8; round++)
        {
            var snapshot = await LabFixture.CollectAsync(host);
            Assert.Equal("running", AuditRows.Container(snapshot, "good").State);
            Assert.Contains(AuditRows.Container(snapshot, "good").Id, snapshot.ContainerNamespaces.Keys);
        }

        await end.CancelAsync();
        Assert.Equal(0, await churn);
    }

    [Fact]
    public async Task An_engine_that_is_not_there_is_an_error_that_says_what_to_do()
    {
        var failure = await Assert.ThrowsAsync<NetAuditException>(() =>
            LiveHost.CollectAsync($"unix://{Lab.Host.Folder}/run/no.sock", new CollectionOptions(), new NullCollectionLog(), Cancellation)
        );
        Assert.Contains("no.sock", failure.Message, StringComparison.Ordinal);
        Assert.NotEmpty(failure.Recommendation);
    }
}

public sealed class HostileOnInstalledEngine(InstalledHostile hostile) : HostileTests(hostile), IClassFixture<InstalledHostile>;

public sealed class HostileOnSidEngine(SidHostile hostile) : HostileTests(hostile), IClassFixture<SidHostile>;
