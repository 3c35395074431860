using NetAudit.Findings;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Swarm;

/// <summary>Engine errors that no other rule explains.</summary>
public sealed class SwarmErrorTests
{
    [Fact]
    public void They_are_shown_as_they_are()
    {
        var host = SwarmHost.Sound.WithSwarm(swarm =>
            swarm with
            {
                LocalNodeState = "error",
                Error = "could not find the system's IP address",
                ErrorKind = EngineErrorKind.Other,
            }
        );
        Assert.Equal(
            "The swarm doesn't work on this node. The engine says: could not find the system's IP address",
            Assert.Single(host.Find<SwarmError>()).Message
        );
    }

    [Fact]
    public void A_sound_swarm_has_none() => Assert.Empty(SwarmHost.Sound.Find<SwarmError>());
}
