using NetAudit.Findings;

namespace NetAudit.Library.Tests.Findings.Swarm;

/// <summary>Networks that never got a driver.</summary>
public sealed class NetworkNotAllocatedTests
{
    [Fact]
    public void It_is_named()
    {
        var host = RecordedHosts.Read("overlay-swarm/sw1");
        Assert.Equal("dup_unalloc", Assert.Single(host.Find<NetworkNotAllocated>()).Subject.Name);
    }

    [Fact]
    public void A_sound_swarm_has_none() => Assert.Empty(SwarmHost.Sound.Find<NetworkNotAllocated>());
}
