using NetAudit.Cluster;
using NetAudit.Library.Tests.Findings.Flannel;
using static NetAudit.Library.Tests.Cluster.ClusterHosts;

namespace NetAudit.Library.Tests.Cluster.Rules;

public sealed class VxlanSettingsDifferTests
{
    [Fact]
    public void One_VNI_and_port_give_nothing() => Assert.Empty(Find<VxlanSettingsDiffer>(Flannel(1), Flannel(2)));

    [Fact]
    public void Another_VNI_is_named_with_its_host()
    {
        var other = Flannel(2).Change("flannel.1", link => link with { Vxlan = link.Vxlan! with { Vni = 4096, Port = 4789 } });

        Assert.Equal(
            "Containers on these hosts don't reach each other, because their VXLAN links differ: VNI 1, UDP 8472 on "
                + "fl1; VNI 4096, UDP 4789 on fl2.",
            Assert.Single(Find<VxlanSettingsDiffer>(Flannel(1), other)).Finding.Message
        );
    }
}
