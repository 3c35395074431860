using System.Diagnostics;
using NetAudit.Collection.Engine;
using NetAudit.Library.Tests.Collection.Engine;
using NetAudit.Model;
using NetAudit.Probes;
using NetAudit.Probes.Trials;
using NetAudit.Snapshots;
using NetAudit.Tests;

namespace NetAudit.Library.Tests.Probes.Trials;

/// <summary>Networks are made, watched, and removed whatever happens.</summary>
public sealed class TrialRunTests : IAsyncLifetime
{
    private static readonly NetworkTrial s_overlap = new(
        ProbeCheck.IPOverlap,
        "DockerOverlay",
        [
            new()
            {
                Part = TrialPart.Free,
                Driver = "overlay",
                Internal = true,
                Subnet = "198.18.0.0/28",
            },
            new()
            {
                Part = TrialPart.Same,
                Driver = "overlay",
                Internal = true,
                Subnet = "198.18.0.0/28",
            },
        ]
    );

    private static readonly TrialLimits s_limits = new()
    {
        Between = TimeSpan.FromMilliseconds(10),
        Removal = TimeSpan.FromSeconds(1),
        Answer = TimeSpan.FromSeconds(1),
        AnswerWhenStopped = TimeSpan.FromSeconds(1),
    };

    private readonly FakeEngine _engine = new();
    private readonly FakeNetworks _networks;
    private ProbeOptions _options = new() { Timeout = TimeSpan.FromMilliseconds(200), AllowTemporaryNetwork = true };

    public TrialRunTests() => _networks = new FakeNetworks(_engine);

    public ValueTask InitializeAsync() => default;

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_second_network_that_gets_nothing_is_left_unallocated_by_the_engine(bool hides)
    {
        _networks.HidesUnallocated = hides;
        var (records, gaps) = await OverlapAsync();

        Assert.Equal([ProbeOutcome.Accepted, ProbeOutcome.Unallocated], records.Select(record => record.Outcome));
        Assert.Equal(["Free", "Same"], records.Select(record => record.Value));
        Assert.StartsWith("accepted and allocated after", records[0].Answer, StringComparison.Ordinal);
        Assert.Contains("VNI 4097", records[0].Answer, StringComparison.Ordinal);
        Assert.Matches(@"^accepted, and left unallocated: no driver and no subnet after [0-9]+\.[0-9] s$", records[1].Answer);
        Assert.Equal($"docker network create -d overlay --internal --subnet 198.18.0.0/28 {records[0].Networks}", records[0].Sent);
        Assert.Empty(gaps);
        Assert.Empty(_networks.Names);
    }

    [Fact]
    public async Task Networks_are_internal_marked_and_closed_to_containers_that_are_no_tasks()
    {
        await OverlapAsync();

        Assert.All(
            _networks.NetworkRequests,
            asked =>
            {
                Assert.StartsWith("netaudit-tmp-", (string)asked["Name"]!, StringComparison.Ordinal);
                Assert.NotNull(TemporaryNetworkMark.Parse((string)asked["Labels"]!["netaudit.temporary"]!));
                Assert.True((bool)asked["Internal"]!);
                Assert.False((bool)asked["Attachable"]!);
            }
        );
        Assert.Equal(2, _networks.NetworkRequests.Select(asked => (string)asked["Name"]!).Distinct().Count());
    }

    [Fact]
    public async Task A_refusal_is_told_in_the_engines_words()
    {
        _networks.Refusing = number => number == 2 ? (403, """{"message":"Pool overlaps with other one on this address space"}""") : null;
        var (records, _) = await OverlapAsync();

        Assert.Equal(
            (ProbeOutcome.Refused, "refused: 403 Pool overlaps with other one on this address space"),
            (records[1].Outcome, records[1].Answer)
        );
        Assert.Empty(_networks.Names);
    }

    [Fact]
    public async Task An_engine_that_fails_has_refused_nothing()
    {
        _networks.Refusing = number => number == 2 ? (503, """{"message":"The swarm does not have a leader"}""") : null;
        var (records, _) = await OverlapAsync();

        Assert.Equal(
            (ProbeOutcome.Failed, "the engine failed: 503 The swarm does not have a leader"),
            (records[1].Outcome, records[1].Answer)
        );
        Assert.Empty(_networks.Names);
    }

    [Fact]
    public async Task Where_not_even_a_free_subnet_is_taken_nothing_more_is_tried()
    {
        _networks.Refusing = _ => (403, """{"message":"authorization denied by plugin"}""");
        var (records, gaps) = await OverlapAsync();

        Assert.Equal("refused: 403 authorization denied by plugin", Assert.Single(records).Answer);
        Assert.Single(_networks.NetworkRequests);
        Assert.Empty(gaps);
    }

    [Fact]
    public async Task Two_networks_with_one_subnet_are_told_where_the_engine_makes_them()
    {
        _networks.AllowOverlap = true;
        var (records, _) = await OverlapAsync();

        Assert.Equal([ProbeOutcome.Accepted, ProbeOutcome.Accepted], records.Select(record => record.Outcome));
        Assert.Empty(_networks.Names);
    }

    [Fact]
    public async Task A_creation_whose_answer_is_lost_is_looked_for_and_removed()
    {
        _networks.Creating = (number, _) => Task.FromResult<(int, string)?>(number == 2 ? (0, "") : null);
        var (records, gaps) = await OverlapAsync();

        Assert.Equal(ProbeOutcome.Failed, records[1].Outcome);
        Assert.StartsWith("no answer that can be read", records[1].Answer, StringComparison.Ordinal);
        Assert.Empty(gaps);
        Assert.Empty(_networks.Names);
    }

    [Fact]
    public async Task A_creation_that_is_never_answered_and_never_seen_is_told_with_the_command_that_removes_it()
    {
        _networks.Refusing = number =>
        {
            Thread.Sleep(number == 2 ? 2500 : 0);
            return number == 2 ? (500, "{}") : null;
        };
        var (records, gaps) = await OverlapAsync();

        Assert.Equal("no answer that can be read: no answer within 1 s", records[1].Answer);
        var gap = Assert.Single(gaps);
        Assert.Contains("it may still appear", gap.Reason, StringComparison.Ordinal);
        Assert.Equal($"remove it: docker -H {_engine.Endpoint} network rm {records[1].Networks}", gap.Remedy);
    }

    [Fact]
    public async Task What_the_engine_does_not_remove_is_told_loudly()
    {
        _networks.Removing = () => (403, """{"message":"network has active endpoints"}""");
        var (records, gaps) = await OverlapAsync();

        Assert.Equal(2, records.Count);
        Assert.Equal(2, gaps.Count);
        Assert.All(gaps, gap => Assert.Equal("LEFT BEHIND, as it could not be removed: 403 network has active endpoints", gap.Reason));
        Assert.Equal(
            records.Select(record => $"remove it: docker -H {_engine.Endpoint} network rm {record.Networks}"),
            gaps.Select(gap => gap.Remedy)
        );
    }

    [Fact]
    public async Task A_removal_that_fails_at_first_is_tried_again()
    {
        var attempts = 0;
        _networks.Removing = () => ++attempts <= 3 ? (500, """{"message":"rpc error"}""") : null;
        var (_, gaps) = await OverlapAsync();

        Assert.Empty(gaps);
        Assert.Empty(_networks.Names);
    }

    [Fact]
    public async Task Cancelled_while_it_watches_it_leaves_nothing()
    {
        _options = _options with { Timeout = TimeSpan.FromSeconds(30) };
        using var stop = new CancellationTokenSource();
        var run = RunAsync(s_overlap, stop.Token);
        await UntilAsync(() => _networks.Names.Count == 2);
        var clock = Stopwatch.StartNew();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Empty(_networks.Names);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(2), $"{clock.Elapsed}");
    }

    [Fact]
    public async Task Cancelled_while_the_engine_makes_a_network_it_waits_for_the_answer_and_removes_it()
    {
        _networks.Creating = async (_, end) =>
        {
            await Task.Delay(400, end);
            return null;
        };
        using var stop = new CancellationTokenSource();
        var run = RunAsync(s_overlap, stop.Token);
        await UntilAsync(() => _networks.Names.Count == 1);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Empty(_networks.Names);
        Assert.Single(_networks.NetworkRequests);
    }

    [Fact]
    public async Task Cancelled_where_nothing_can_be_removed_it_ends_in_time_and_says_what_is_left()
    {
        _options = _options with { Timeout = TimeSpan.FromSeconds(30) };
        _networks.Removing = () => (500, """{"message":"raft is gone"}""");
        using var stop = new CancellationTokenSource();
        var run = RunAsync(s_overlap, stop.Token);
        await UntilAsync(() => _networks.Names.Count == 2);
        await stop.CancelAsync();

        var left = await Assert.ThrowsAsync<NetAuditException>(() => run);
        Assert.Equal(NetAuditError.TemporaryNetworkLeft, left.Error);
        Assert.All(
            _networks.Names,
            name =>
            {
                Assert.Contains(
                    $"temporary network {name}: LEFT BEHIND, as it could not be removed: 500 raft is gone",
                    left.Message,
                    StringComparison.Ordinal
                );
                Assert.Contains($"docker -H {_engine.Endpoint} network rm {name}", left.Recommendation, StringComparison.Ordinal);
            }
        );
    }

    [Fact]
    public async Task Cancelled_while_it_removes_it_goes_on_and_says_what_is_left()
    {
        var attempts = 0;
        _networks.Removing = () =>
        {
            Interlocked.Increment(ref attempts);
            return (500, """{"message":"raft is gone"}""");
        };
        using var stop = new CancellationTokenSource();
        var run = RunAsync(s_overlap, stop.Token);
        await UntilAsync(() => Volatile.Read(ref attempts) > 0);
        await stop.CancelAsync();

        Assert.Equal(NetAuditError.TemporaryNetworkLeft, (await Assert.ThrowsAsync<NetAuditException>(() => run)).Error);
    }

    [Fact]
    public async Task Over_the_time_of_the_whole_run_what_was_seen_is_kept_and_nothing_is_left()
    {
        _options = _options with { Timeout = TimeSpan.FromSeconds(30), TotalTimeout = TimeSpan.FromSeconds(1) };
        var (records, gaps) = await OverlapAsync();

        Assert.Equal("Free", Assert.Single(records).Value);
        Assert.Equal("not all was tried within 1 s", Assert.Single(gaps).Reason);
        Assert.Empty(_networks.Names);
    }

    [Fact]
    public async Task What_a_killed_run_left_is_removed_by_the_next_one()
    {
        var dead = new TemporaryNetworkMark("elsewhere/1/2#3", DateTimeOffset.UtcNow.AddMinutes(-1)).ToString();
        var alive = TemporaryNetworkMark.OfThisRun(TimeSpan.FromHours(-1)) with { Until = DateTimeOffset.UtcNow.AddMinutes(5) };
        _networks.Add("netaudit-tmp-dead", dead);
        _networks.Add("netaudit-tmp-alive", alive.ToString());
        _networks.Add("netaudit-tmp-used", dead, """{"c1":{"Name":"c1"}}""");
        _networks.Add("netaudit-tmp-unmarked", null);
        _networks.Add("somebodys", dead);
        var (_, gaps) = await OverlapAsync();

        Assert.Equal(["netaudit-tmp-alive", "netaudit-tmp-unmarked", "netaudit-tmp-used", "somebodys"], _networks.Names);
        Assert.Equal(
            ("temporary network netaudit-tmp-used", "an earlier run that was ended left it, and it stays: containers are on it"),
            (Assert.Single(gaps).Subject, gaps[0].Reason)
        );
    }

    [Fact]
    public async Task A_trial_that_can_not_be_made_asks_the_engine_nothing()
    {
        var (records, _) = await RunAsync(
            new NetworkTrial(ProbeCheck.IPOverlap, "Flannel", [], new() { Kind = TrialObstacleKind.NoFreeSubnet }),
            TestContext.Current.CancellationToken
        );

        Assert.Equal(
            (ProbeOutcome.Failed, "no network was tried: no subnet is free of this host's networks, addresses and routes"),
            (Assert.Single(records).Outcome, records[0].Answer)
        );
        Assert.DoesNotContain(_engine.Requests, line => line.Contains("/networks", StringComparison.Ordinal));
    }

    private Task<(IReadOnlyList<ProbeRecord> Records, IReadOnlyList<Gap> Gaps)> OverlapAsync() =>
        RunAsync(s_overlap, TestContext.Current.CancellationToken);

    private async Task<(IReadOnlyList<ProbeRecord> Records, IReadOnlyList<Gap> Gaps)> RunAsync(
        NetworkTrial trial,
        CancellationToken cancellationToken
    )
    {
        var log = new NullCollectionLog();
        using var engine = await TemporaryNetworkEngine.ConnectAsync(
            EngineEndpoint.Parse(_engine.Endpoint, "a test"),
            log,
            cancellationToken
        );
        return await new TrialRun(engine, _options, s_limits, log).RunAsync([trial], cancellationToken);
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        for (var clock = Stopwatch.StartNew(); !holds() && clock.Elapsed.TotalSeconds < 20; )
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        Assert.True(holds());
    }
}
