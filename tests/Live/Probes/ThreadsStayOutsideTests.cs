using System.Diagnostics;
using NetAudit.Live.Tests.Platform;
using NetAudit.Live.Tests.Support;
using NetAudit.Platform;
using NetAudit.Probes;

namespace NetAudit.Live.Tests.Probes;

/// <summary>
/// A machine whose cores are all busy, so that the runtime's own threads start at any moment. A thread is in a container's namespace only
/// while it opens a socket or a file, and was made for that.
/// </summary>
[Collection(nameof(ProbeFixture))]
public sealed class ThreadsStayOutsideTests(ProbeFixture lab) : LabTestBase<ProbeFixture>(lab)
{
    [Fact]
    public async Task Inside_a_namespace_nothing_is_called_but_socket_and_open_every_thread_comes_back_and_no_file_is_written()
    {
        Assert.SkipWhen(Tracing.WhyNot() is not null, Tracing.WhyNot() ?? "");
        using var load = new BusyCores();
        var traced = await Tracing.RunAsync(nameof(TracedRuns.An_audit_with_all_probes), Lab.Manager.Uri);

        Assert.Empty(traced.Trespasses());
        Assert.True(traced.Entries > 100, $"{traced.Entries} entries");

        // Other load on this machine doesn't count here: these are NetAudit's own calls.
        Assert.Empty(traced.Writes());
    }

    [Fact]
    public async Task Work_inside_and_a_file_that_is_written_are_seen()
    {
        Assert.SkipWhen(Tracing.WhyNot() is not null, Tracing.WhyNot() ?? "");
        await using var made = await TemporaryNamespace.CreateAsync("netaudit-nl");
        var traced = await Tracing.RunAsync(nameof(TracedRuns.Work_inside_a_namespace), made.Path);
        var trespasses = traced.Trespasses();

        Assert.Contains(trespasses, call => call.Contains("read", StringComparison.Ordinal));
        Assert.Contains(trespasses, call => call.Contains(": clone", StringComparison.Ordinal));
        Assert.Contains(traced.Writes(), call => call.StartsWith("openat(", StringComparison.Ordinal));
        Assert.Contains(traced.Writes(), call => call.StartsWith("unlink(", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_the_threads_made_for_it_are_ever_seen_in_another_namespace_and_none_afterwards()
    {
        using var load = new BusyCores();
        using var ended = new CancellationTokenSource();
        var sightings = new HashSet<string>();
        var looks = 0;
        var watch = new Thread(() =>
        {
            for (; !ended.IsCancellationRequested; looks++)
            {
                sightings.UnionWith(ThreadNamespaces.Now());
            }
        });
        watch.Start();
        try
        {
            for (var round = 0; round < 3; round++)
            {
                var host = await LabFixture.CollectAsync(Lab.Manager);
                await ProbeFixture.ProbeAsync(host, [], new ProbeOptions(), TestContext.Current.CancellationToken);
            }
        }
        finally
        {
            await ended.CancelAsync();
            watch.Join();
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{looks} looks: {string.Join(", ", sightings)}");
        Assert.All(
            sightings.Where(one => one != ThreadNamespaces.Own),
            one => Assert.EndsWith($" of {NamespaceSockets.ThreadName}", one, StringComparison.Ordinal)
        );
        Assert.Equal([ThreadNamespaces.Own], await ThreadNamespaces.SettledAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Keeps each core busy with a process of its own, until the test ends or two minutes have passed.</summary>
    private sealed class BusyCores : IDisposable
    {
        private readonly List<Process> _loops =
        [
            .. Enumerable
                .Range(0, Environment.ProcessorCount)
                .Select(_ => Process.Start("timeout", ["120", "sh", "-c", "while :; do :; done"])),
        ];

        public void Dispose()
        {
            foreach (var loop in _loops)
            {
                loop.Kill(entireProcessTree: true);
                loop.WaitForExit();
                loop.Dispose();
            }
        }
    }
}
