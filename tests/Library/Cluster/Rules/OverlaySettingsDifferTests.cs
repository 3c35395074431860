using NetAudit.Cluster;
using static NetAudit.Library.Tests.Cluster.ClusterHosts;

namespace NetAudit.Library.Tests.Cluster.Rules;

public sealed class OverlaySettingsDifferTests
{
    [Fact]
    public void One_tunnel_gives_nothing() => Assert.Empty(Find<OverlaySettingsDiffer>(Swarm(1), Swarm(2)));

    [Fact]
    public void A_VNI_of_its_own_cuts_a_host_off() =>
        Assert.Equal(
            "Containers on network ov1 of sw1 and sw2 don't reach each other: its tunnel uses VNI 4097 by UDP 4789 "
                + "on sw1, and VNI 4098 by UDP 4789 on sw2.",
            Assert.Single(Find<OverlaySettingsDiffer>(Swarm(1), Swarm(2, vni: 4098))).Finding.Message
        );
}
