using System.Diagnostics;
using NetAudit.Model;
using NetAudit.Rows;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Collection.Engine;

/// <summary>
/// An engine that fails at each stage of a collection in each way. The result is a clear error or a gap, in time, and nothing stays behind.
/// </summary>
public sealed class EngineFaultTests : LiveHostTestBase
{
    private const double Limit = 1;
    private const int Audits = 1000;

    /// <summary>The requests in their order, with the subject of a gap at each. The first two are required.</summary>
    private static readonly (string Path, string? Subject)[] s_stages =
    [
        ("/version", null),
        ("/info", null),
        ("/networks", "engine networks"),
        ("/networks/b1", "network br1"),
        ("/containers/json?all=1", "engine containers"),
        ("/containers/c1/json", "container weave"),
        ("/plugins", "engine plugins"),
    ];

    public static TheoryData<string, string> Cases { get; } =
    [.. s_stages.SelectMany(stage => EngineFault.All.Keys.Select(fault => new TheoryDataRow<string, string>(stage.Path, fault)))];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_fault_ends_in_time_in_a_gap_or_an_error_that_names_the_engine_and_says_what_to_do(string path, string fault)
    {
        await using var engine = Faulty(path, fault);
        var subject = s_stages.Single(stage => stage.Path == path).Subject;
        var clock = Stopwatch.StartNew();

        var (host, error) = await TryAsync(engine, Limit);

        Assert.True(clock.Elapsed.TotalSeconds < Limit + 1, $"{clock.Elapsed}");
        // On a busy machine, 64 MiB take longer than the limit. Then the limit is the error.
        var isLate = fault is "gigabyte" or "endless" && error?.Error == NetAuditError.CollectionTimeout;
        if (EngineFault.Waits(fault) || isLate)
        {
            Assert.Equal(NetAuditError.CollectionTimeout, error!.Error);
        }
        else if (subject is null)
        {
            Assert.True(error!.Error is NetAuditError.EngineAnswerInvalid or NetAuditError.EngineUnreachable, error.Message);
        }
        else if (fault != "gone" || path != "/plugins")
        {
            Assert.NotEmpty(Assert.Single(host!.Gaps, gap => gap.Subject == subject).Reason);
        }

        if (error is not null)
        {
            Assert.Contains(engine.Endpoint, error.Message, StringComparison.Ordinal);
            Assert.NotEmpty(error.Recommendation);
        }
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task Who_stops_it_waits_no_second_at_any_stage(string path)
    {
        await using var engine = Faulty(path, "half");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        stop.CancelAfter(TimeSpan.FromMilliseconds(300));
        var clock = Stopwatch.StartNew();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => CollectAsync(engine, 60, stop.Token));

        Assert.True(clock.Elapsed.TotalSeconds < 1.3, $"{clock.Elapsed}");
    }

    public static TheoryData<string> Stages { get; } = [.. s_stages.Select(stage => stage.Path)];

    [Fact]
    public async Task A_thousand_audits_faults_included_leave_no_thread_socket_or_pipe()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Counts what /proc shows.");
        string?[] faults = [null, null, null, .. EngineFault.All.Keys.Where(fault => fault is not ("gigabyte" or "endless"))];
        await RunAsync(faults, 50);
        var before = Left();

        await RunAsync(faults, Audits);

        // The runtime's thread pool grows and shrinks by a few. A leak in every tenth audit would add a hundred threads.
        var after = Left();
        Assert.True(after.Sockets <= before.Sockets + 2, $"{before} -> {after}");
        Assert.True(after.Threads <= before.Threads + 10, $"{before} -> {after}");
    }

    private async Task RunAsync(string?[] faults, int audits)
    {
        for (var number = 0; number < audits; number++)
        {
            var fault = faults[number % faults.Length];
            await using var engine = Faulty(s_stages[number / faults.Length % s_stages.Length].Path, fault);
            var (host, error) = await TryAsync(engine, fault is not null && EngineFault.Waits(fault) ? 0.02 : Limit);
            Assert.True(host is null != error is null);
            _ = host is null ? [] : HostAudit.Findings(host).ToList();
        }
    }

    private static (int Sockets, int Threads) Left()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();

        // The runtime opens assemblies when it first needs them. Their link targets are paths, unlike those of sockets and pipes.
        var files = Directory.GetFiles("/proc/self/fd").Count(file => !(new FileInfo(file).LinkTarget ?? "").StartsWith('/'));
        return (files, Directory.GetDirectories("/proc/self/task").Length);
    }

    private async Task<(HostSnapshot? Host, NetAuditException? Error)> TryAsync(FakeEngine engine, double seconds)
    {
        try
        {
            return (await CollectAsync(engine, seconds), null);
        }
        catch (NetAuditException error)
        {
            return (null, error);
        }
    }

    private static FakeEngine Faulty(string path, string? fault)
    {
        var engine = new FakeEngine();
        engine.Answers["/networks"] = (200, """[{"Name":"br1","Id":"b1","Driver":"bridge","Scope":"local"}]""");
        engine.Answers["/networks/b1"] = (200, """{"Name":"br1","Id":"b1","Driver":"bridge","Containers":{}}""");
        const string Weave = """{"Id":"c1","Names":["/weave"],"Image":"weaveworks/weave:2.8.1","State":"running"}""";
        engine.Answers["/containers/json?all=1"] = (200, $"[{Weave}]");
        engine.Answers["/containers/c1/json"] = (200, """{"Id":"c1","State":{"Pid":0}}""");
        if (fault is not null)
        {
            engine.Faults[path] = EngineFault.All[fault];
        }

        return engine;
    }
}
