using NetAudit.Probes.Trials;
using NetAudit.Snapshots;
using NetAudit.Tests;

namespace NetAudit.Library.Tests.Probes.Trials;

/// <summary>Networks are removed whatever the engine answers.</summary>
public sealed class TrialRemovalTests : TrialRunTestBase
{
    [Fact]
    public async Task A_creation_whose_answer_is_lost_is_looked_for_and_removed()
    {
        Networks.Creating = (number, _) => Task.FromResult<(int, string)?>(number == 2 ? (0, "") : null);
        var (records, gaps) = await OverlapAsync();

        Assert.Equal(ProbeOutcome.Failed, records[1].Outcome);
        Assert.StartsWith("no answer that can be read", records[1].Answer, StringComparison.Ordinal);
        Assert.Empty(gaps);
        Assert.Empty(Networks.Names);
    }

    [Fact]
    public async Task A_creation_that_is_never_answered_and_never_seen_is_told_with_the_command_that_removes_it()
    {
        Networks.Refusing = number =>
        {
            Thread.Sleep(number == 2 ? 2500 : 0);
            return number == 2 ? (500, "{}") : null;
        };
        var (records, gaps) = await OverlapAsync();

        Assert.Equal("no answer that can be read: no answer within 1 s", records[1].Answer);
        var gap = Assert.Single(gaps);
        Assert.Equal("it may still appear: the engine never answered whether it made it (no answer within 1 s)", gap.Reason);
        Assert.Equal($"remove it: docker -H {Engine.Endpoint} network rm {records[1].Networks}", gap.Remedy);
    }

    [Fact]
    public async Task What_theEngine_does_not_remove_is_told_loudly()
    {
        Networks.Removing = () => (403, """{"message":"network has active endpoints"}""");
        var (records, gaps) = await OverlapAsync();

        Assert.Equal(2, records.Count);
        Assert.Equal(2, gaps.Count);
        Assert.All(gaps, gap => Assert.Equal("LEFT BEHIND, as it could not be removed: 403 network has active endpoints", gap.Reason));
        Assert.Equal(
            records.Select(record => $"remove it: docker -H {Engine.Endpoint} network rm {record.Networks}"),
            gaps.Select(gap => gap.Remedy)
        );
    }

    [Fact]
    public async Task A_removal_that_fails_at_first_is_tried_again()
    {
        var attempts = 0;
        Networks.Removing = () => ++attempts <= 3 ? (500, """{"message":"rpc error"}""") : null;
        var (_, gaps) = await OverlapAsync();

        Assert.Empty(gaps);
        Assert.Empty(Networks.Names);
    }

    [Fact]
    public async Task What_a_killed_run_left_is_removed_by_the_next_one()
    {
        var dead = new TemporaryNetworkMark("elsewhere/1/2#3", DateTimeOffset.UtcNow.AddMinutes(-1)).ToString();
        var alive = TemporaryNetworkMark.OfThisRun(TimeSpan.FromHours(-1)) with { Until = DateTimeOffset.UtcNow.AddMinutes(5) };
        Networks.Add("netaudit-tmp-dead", dead);
        Networks.Add("netaudit-tmp-alive", alive.ToString());
        Networks.Add("netaudit-tmp-used", dead, """{"c1":{"Name":"c1"}}""");
        Networks.Add("netaudit-tmp-unmarked", null);
        Networks.Add("somebodys", dead);
        var (_, gaps) = await OverlapAsync();

        Assert.Equal(["netaudit-tmp-alive", "netaudit-tmp-unmarked", "netaudit-tmp-used", "somebodys"], Networks.Names);
        Assert.Equal(
            ("temporary network netaudit-tmp-used", "an earlier run that was ended left it, and it stays: containers are on it"),
            (Assert.Single(gaps).Subject, gaps[0].Reason)
        );
    }
}
