using NetAudit.Findings;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.Findings.Bridge.BridgeHost;

namespace NetAudit.Library.Tests.Findings.Bridge;

public sealed class SoundBridgeTests
{
    [Fact]
    public void The_sound_host_has_none_of_these_findings()
    {
        var host = Sound;

        Assert.Equal(["lo", "eth0"], host.NamespaceOf(Member)!.Links!.Select(link => link.Name));
        Assert.Empty(host.Find<BridgeMissing>());
        Assert.Empty(host.Find<BridgeDown>());
        Assert.Empty(host.Find<BridgeAddressMissing>());
        Assert.Empty(host.Find<BridgeRouteMissing>());
        Assert.Empty(host.Find<ContainerLinkMissing>());
        Assert.Empty(host.Find<VethNotInBridge>());
        Assert.Empty(host.Find<ContainerRouteMissing>());
    }

    [Theory]
    [InlineData("engine28-plain/md1")]
    [InlineData("plain-docker-bridge-only/sx1")]
    [InlineData("plain-docker-before-swarm/sw1")]
    [InlineData("overlay-swarm/sw1")]
    [InlineData("flannel-vxlan/fl1")]
    [InlineData("weave-sleeve-plain/node3")]
    [InlineData("calico-2015-calicoctl/host3")]
    public void On_a_sound_host_all_packets_find_their_way(string name)
    {
        var host = TroubledHost.Recorded(name);

        Assert.Empty(host.Find<BridgeWayOutDropped>());
        Assert.Empty(host.Find<MasqueradeMissing>());
        Assert.Empty(host.Find<ContainerPortDead>());
    }
}
