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
    public void Its_repair_can_be_pasted_once_a_subnet_is_chosen()
    {
        var finding = Assert.Single(RecordedHosts.Read("overlay-swarm/sw1").Find<NetworkNotAllocated>());
        Assert.Equal(
            "docker network rm dup_unalloc && docker network create --driver overlay --attachable --subnet 10.213.5.0/24 "
                + "dup_unalloc # if it was to be an overlay; on a manager; 10.213.5.0/24 is free on this host: check that it is on the "
                + "others too",
            finding.Remediation
        );
    }

    [Fact]
    public void A_sound_swarm_has_none() => Assert.Empty(SwarmHost.Sound.Find<NetworkNotAllocated>());
}
