using NetAudit.Findings;

namespace NetAudit.Library.Tests.Findings.Overlaps;

public sealed class SoundRangesTests
{
    [Theory]
    [InlineData("00-clean-swarm")]
    [InlineData("38-kubernetes-flannel-beside-docker")]
    [InlineData("40-weave-sound")]
    [InlineData("71-nft29-trusted-interface")]
    public void A_sound_host_has_no_overlap(string name)
    {
        var host = TroubledHost.Read(name);

        Assert.Empty(host.Find<SubnetOverlapsHost>());
        Assert.Empty(host.Find<NetworksOverlap>());
        Assert.Empty(host.Find<NameServerInNetwork>());
        Assert.Empty(host.Find<AddressPoolsUsedUp>());
    }
}
