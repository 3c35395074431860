using NetAudit.Findings;

namespace NetAudit.Library.Tests.Findings.Weave;

public sealed class WaitingForConsensusTests
{
    [Fact]
    public void A_router_that_knows_too_few_peers_is_named_with_the_numbers()
    {
        const string Ipam = """{"Paxos":{"Elector":true,"KnownNodes":1,"Quorum":2},"Range":"10.32.0.0/12","Entries":null}""";

        var finding = Assert.Single(WeaveHost.With([], ipam: Ipam).Find<WaitingForConsensus>());

        Assert.Equal("Containers get no address: the router knows 1 of the 2 peers that must agree first.", finding.Message);
    }

    [Fact]
    public void An_observer_waits_for_others() =>
        Assert.StartsWith(
            "Containers get no address: the router is an observer",
            Assert.Single(WeaveHost.With([], ipam: """{"Paxos":{"Elector":false}}""").Find<WaitingForConsensus>()).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_router_that_has_not_been_asked_for_an_address_yet_waits_for_nothing() =>
        Assert.Empty(WeaveHost.With([], ipam: """{"Paxos":null,"Range":"10.32.0.0/12","Entries":null}""").Find<WaitingForConsensus>());

    [Fact]
    public void A_sound_host_gives_nothing() => Assert.Empty(TroubledHost.Read("40-weave-sound").Find<WaitingForConsensus>());
}
