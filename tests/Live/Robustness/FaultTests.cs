using System.Diagnostics;
using NetAudit.Collection;
using NetAudit.Live.Tests.ReadOnly;
using NetAudit.Live.Tests.Support;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Live.Tests.Robustness;

/// <summary>Faults around an audit: no room for its file, an end by the user, and more namespaces than any host has.</summary>
[Collection(nameof(AuditedFixture))]
public sealed class FaultTests : LabTestBase<AuditedFixture>
{
    private const string Old = "an older file\n";
    private const int Namespaces = 300;

    public FaultTests(AuditedFixture lab)
        : base(lab) { }

    [Fact]
    public async Task Where_the_disk_is_full_the_older_file_stays_whole_and_the_error_says_so()
    {
        await Lab.Host.ShAsync("mkdir -p /run/full; mount -t tmpfs -o size=40k tmpfs /run/full");
        await Lab.Host.WriteAsync("/run/full/host.json", Old);
        var program = NetAuditProgram.Shell(Path.Combine(Lab.Host.Folder, "run"));
        string[] collect = ["collect", "/run/full/host.json", "--docker-host", "unix:///run/docker.sock", "--force"];

        var run = await NetAuditProgram.RunAsync([
            .. NetAuditProgram.On(Lab.Host),
            program[0],
            program[1].Replace(Lab.Host.Folder, "", StringComparison.Ordinal),
            .. collect,
        ]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(
            "The snapshot of audited was not written to '/run/full/host.json': No space left on device",
            run.Error,
            StringComparison.Ordinal
        );
        Assert.Equal(Old, await Lab.Host.ShAsync("cat /run/full/host.json"));
        Assert.Equal("host.json\n", await Lab.Host.ShAsync("ls -A /run/full"));
        await Lab.Host.ShAsync("umount /run/full");
    }

    [Fact]
    public async Task An_interrupt_while_the_engine_is_silent_ends_netaudit_within_a_second()
    {
        OwnProcesses.Signal(Lab.Host.EnginePid, "STOP");
        try
        {
            var words = NetAuditProgram.Shell().Concat(["findings", "--docker-host", Lab.Host.Uri, "--verbose"]).ToList();
            using var process = Process.Start(new ProcessStartInfo(words[0], words.Skip(1)) { RedirectStandardError = true })!;
            while (
                await process.StandardError.ReadLineAsync(Cancellation) is { } line
                && !line.Contains("is asked at", StringComparison.Ordinal)
            )
            {
                // First netaudit starts, and then it waits for the engine.
            }

            await Task.Delay(300, Cancellation);
            var clock = Stopwatch.StartNew();
            OwnProcesses.Signal(process.Id, "INT");
            await process.WaitForExitAsync(Cancellation).WaitAsync(TimeSpan.FromSeconds(20), Cancellation);

            Assert.Equal(130, process.ExitCode);
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(1), $"{clock.Elapsed}");
        }
        finally
        {
            OwnProcesses.Signal(Lab.Host.EnginePid, "CONT");
        }
    }

    [Fact]
    public async Task Hundreds_of_namespaces_end_in_time_all_read_or_with_a_timeout()
    {
        await Lab.Host.ShAsync(
            $"for i in $(seq {Namespaces}); do : > /run/docker/netns/x$i; unshare --net=/run/docker/netns/x$i true; done"
        );
        try
        {
            var all = await CollectAsync(TimeSpan.FromSeconds(30));
            Assert.Equal(Namespaces, all.EngineNamespaces.Keys.Count(name => name.StartsWith('x')));

            var clock = Stopwatch.StartNew();
            var limit = TimeSpan.FromMilliseconds(150);
            var error = await Record.ExceptionAsync(() => CollectAsync(limit));
            Assert.True(clock.Elapsed < limit + TimeSpan.FromSeconds(1), $"{clock.Elapsed}");
            Assert.True(error is null or NetAuditException { Error: NetAuditError.CollectionTimeout }, $"{error}");
        }
        finally
        {
            await Lab.Host.ShAsync($"cd /run/docker/netns; for i in $(seq {Namespaces}); do umount x$i; rm x$i; done");
        }
    }

    private Task<HostSnapshot> CollectAsync(TimeSpan timeout) =>
        LiveHost.CollectAsync(Lab.Host.Uri, new CollectionOptions { Timeout = timeout }, new NullCollectionLog(), Cancellation);
}
