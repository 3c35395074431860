using NetAudit.Findings;

namespace NetAudit.Library.Tests.Findings.Swarm;

/// <summary>The engine's error about a missing leader.</summary>
public sealed class SwarmHasNoLeaderTests
{
    [Fact]
    public void The_engines_words_are_shown_with_the_managers()
    {
        var finding = Assert.Single(TroubledHost.Read("22-quorum-lost").Find<SwarmHasNoLeader>());
        Assert.Equal(
            "The swarm has no leader, because half or more of its managers don't answer (its managers: "
                + "10.97.0.1:2377, 10.97.0.5:2377, 10.97.0.6:2377): containers keep running, but nothing can be created, "
                + "moved or repaired.",
            finding.Message
        );
        Assert.Contains("The swarm does not have a leader", finding.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void It_isnt_told_twice() => Assert.Empty(TroubledHost.Read("22-quorum-lost").Find<SwarmError>());

    [Fact]
    public void A_sound_swarm_has_none() => Assert.Empty(SwarmHost.Sound.Find<SwarmHasNoLeader>());
}
