using NetAudit.Findings;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Swarm;

/// <summary>A node whose swarm is locked.</summary>
public sealed class SwarmLockedTests
{
    [Fact]
    public void It_is_told_by_the_engines_words()
    {
        var host = SwarmHost.Sound.WithSwarm(swarm =>
            swarm with
            {
                LocalNodeState = "locked",
                Error = "Swarm is encrypted and needs to be unlocked",
                ErrorKind = EngineErrorKind.Locked,
            }
        );
        Assert.Contains(
            "Swarm is encrypted and needs to be unlocked",
            Assert.Single(host.Find<SwarmLocked>()).Text(),
            StringComparison.Ordinal
        );
        Assert.Empty(host.Find<SwarmError>());
    }

    [Fact]
    public void A_sound_swarm_has_none() => Assert.Empty(SwarmHost.Sound.Find<SwarmLocked>());
}
