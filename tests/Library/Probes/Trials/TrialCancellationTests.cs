using System.Diagnostics;
using NetAudit.Model;
using NetAudit.Tests;

namespace NetAudit.Library.Tests.Probes.Trials;

/// <summary>Networks are removed at whatever moment a run is cancelled.</summary>
public sealed class TrialCancellationTests : TrialRunTestBase
{
    [Fact]
    public async Task Cancelled_while_it_watches_it_leaves_nothing()
    {
        Options = Options with { Timeout = TimeSpan.FromSeconds(30) };
        using var stop = new CancellationTokenSource();
        var run = RunAsync(Overlap, stop.Token);
        await UntilAsync(() => Networks.Names.Count == 2);
        var clock = Stopwatch.StartNew();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Empty(Networks.Names);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(2), $"{clock.Elapsed}");
    }

    [Fact]
    public async Task Cancelled_while_theEngine_makes_a_network_it_waits_for_the_answer_and_removes_it()
    {
        Networks.Creating = async (_, end) =>
        {
            await Task.Delay(400, end);
            return null;
        };
        using var stop = new CancellationTokenSource();
        var run = RunAsync(Overlap, stop.Token);
        await UntilAsync(() => Networks.Names.Count == 1);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Empty(Networks.Names);
        Assert.Single(Networks.NetworkRequests);
    }

    [Fact]
    public async Task Cancelled_where_nothing_can_be_removed_it_ends_in_time_and_says_what_is_left()
    {
        Options = Options with { Timeout = TimeSpan.FromSeconds(30) };
        Networks.Removing = () => (500, """{"message":"raft is gone"}""");
        using var stop = new CancellationTokenSource();
        var run = RunAsync(Overlap, stop.Token);
        await UntilAsync(() => Networks.Names.Count == 2);
        await stop.CancelAsync();

        var left = await Assert.ThrowsAsync<NetAuditException>(() => run);
        Assert.Equal(NetAuditError.TemporaryNetworkLeft, left.Error);
        Assert.All(
            Networks.Names,
            name =>
            {
                Assert.Contains(
                    $"temporary network {name}: LEFT BEHIND, as it could not be removed: 500 raft is gone",
                    left.Message,
                    StringComparison.Ordinal
                );
                Assert.Contains($"docker -H {Engine.Endpoint} network rm {name}", left.Recommendation, StringComparison.Ordinal);
            }
        );
    }

    [Fact]
    public async Task Cancelled_while_it_removes_it_goes_on_and_says_what_is_left()
    {
        var attempts = 0;
        Networks.Removing = () =>
        {
            Interlocked.Increment(ref attempts);
            return (500, """{"message":"raft is gone"}""");
        };
        using var stop = new CancellationTokenSource();
        var run = RunAsync(Overlap, stop.Token);
        await UntilAsync(() => Volatile.Read(ref attempts) > 0);
        await stop.CancelAsync();

        Assert.Equal(NetAuditError.TemporaryNetworkLeft, (await Assert.ThrowsAsync<NetAuditException>(() => run)).Error);
    }

    [Fact]
    public async Task Over_the_time_of_the_whole_run_what_was_seen_is_kept_and_nothing_is_left()
    {
        Options = Options with { Timeout = TimeSpan.FromSeconds(30), TotalTimeout = TimeSpan.FromSeconds(1) };
        var (records, gaps) = await OverlapAsync();

        Assert.Equal("Free", Assert.Single(records).Value);
        Assert.Equal("not all was tried within 1 s", Assert.Single(gaps).Reason);
        Assert.Empty(Networks.Names);
    }
}
