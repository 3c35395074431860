using NetAudit.Probes.Trials;
using NetAudit.Snapshots;
using NetAudit.Tests;

namespace NetAudit.Library.Tests.Probes.Trials;

/// <summary>Networks are made and watched, and the engine's answers are recorded.</summary>
public sealed class TrialRunTests : TrialRunTestBase
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_second_network_that_gets_nothing_is_left_unallocated_by_theEngine(bool hides)
    {
        Networks.HidesUnallocated = hides;
        var (records, gaps) = await OverlapAsync();

        Assert.Equal([ProbeOutcome.Accepted, ProbeOutcome.Unallocated], records.Select(record => record.Outcome));
        Assert.Equal(["Free", "Same"], records.Select(record => record.Value));
        Assert.StartsWith("accepted and allocated after", records[0].Answer, StringComparison.Ordinal);
        Assert.Contains("VNI 4097", records[0].Answer, StringComparison.Ordinal);
        Assert.Matches(@"^accepted, and left unallocated: no driver and no subnet after [0-9]+\.[0-9] s$", records[1].Answer);
        Assert.Equal($"docker network create -d overlay --internal --subnet 198.18.0.0/28 {records[0].Networks}", records[0].Sent);
        Assert.Empty(gaps);
        Assert.Empty(Networks.Names);
    }

    [Fact]
    public async Task Networks_are_internal_marked_and_closed_to_containers_that_are_no_tasks()
    {
        await OverlapAsync();

        Assert.All(
            Networks.NetworkRequests,
            asked =>
            {
                Assert.StartsWith("netaudit-tmp-", (string)asked["Name"]!, StringComparison.Ordinal);
                Assert.NotNull(TemporaryNetworkMark.Parse((string)asked["Labels"]!["netaudit.temporary"]!));
                Assert.True((bool)asked["Internal"]!);
                Assert.False((bool)asked["Attachable"]!);
            }
        );
        Assert.Equal(2, Networks.NetworkRequests.Select(asked => (string)asked["Name"]!).Distinct().Count());
    }

    [Fact]
    public async Task A_refusal_is_told_in_theEngines_words()
    {
        Networks.Refusing = number => number == 2 ? (403, """{"message":"Pool overlaps with other one on this address space"}""") : null;
        var (records, _) = await OverlapAsync();

        Assert.Equal(
            (ProbeOutcome.Refused, "refused: 403 Pool overlaps with other one on this address space"),
            (records[1].Outcome, records[1].Answer)
        );
        Assert.Empty(Networks.Names);
    }

    [Fact]
    public async Task AnEngine_that_fails_has_refused_nothing()
    {
        Networks.Refusing = number => number == 2 ? (503, """{"message":"The swarm does not have a leader"}""") : null;
        var (records, _) = await OverlapAsync();

        Assert.Equal(
            (ProbeOutcome.Failed, "the engine failed: 503 The swarm does not have a leader"),
            (records[1].Outcome, records[1].Answer)
        );
        Assert.Empty(Networks.Names);
    }

    [Fact]
    public async Task Where_not_even_a_free_subnet_is_taken_nothing_more_is_tried()
    {
        Networks.Refusing = _ => (403, """{"message":"authorization denied by plugin"}""");
        var (records, gaps) = await OverlapAsync();

        Assert.Equal("refused: 403 authorization denied by plugin", Assert.Single(records).Answer);
        Assert.Single(Networks.NetworkRequests);
        Assert.Empty(gaps);
    }

    [Fact]
    public async Task TwoNetworks_with_one_subnet_are_told_where_theEngine_makes_them()
    {
        Networks.AllowOverlap = true;
        var (records, _) = await OverlapAsync();

        Assert.Equal([ProbeOutcome.Accepted, ProbeOutcome.Accepted], records.Select(record => record.Outcome));
        Assert.Empty(Networks.Names);
    }

    [Fact]
    public async Task A_trial_that_can_not_be_made_asks_theEngine_nothing()
    {
        var (records, _) = await RunAsync(
            new NetworkTrial(ProbeCheck.IPOverlap, "Flannel", [], new() { Kind = TrialObstacleKind.NoFreeSubnet }),
            TestContext.Current.CancellationToken
        );

        Assert.Equal(
            (ProbeOutcome.Failed, "no network was tried: no subnet is free of this host's networks, addresses and routes"),
            (Assert.Single(records).Outcome, records[0].Answer)
        );
        Assert.DoesNotContain(Engine.Requests, line => line.Contains("/networks", StringComparison.Ordinal));
    }
}
