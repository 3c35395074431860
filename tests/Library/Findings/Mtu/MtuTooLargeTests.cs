using NetAudit.Findings;
using NetAudit.Model;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.SnapshotBuilder;

namespace NetAudit.Library.Tests.Findings.Mtu;

public sealed class MtuTooLargeTests
{
    [Fact]
    public void A_vNIC_larger_than_the_tunnel_is_found()
    {
        var finding = Assert.Single(WithContainer(mtu: 1500).Find<MtuTooLarge>());

        Assert.Equal((Severity.Error, "link flannel.1"), (finding.Severity, finding.Subject.ToString()));
        Assert.Equal("1 vNIC has an MTU over the 1450 bytes of flannel.1: big 1500.", finding.Message);
    }

    [Fact]
    public void A_vNIC_as_large_as_the_tunnel_is_not() => Assert.Empty(WithContainer(mtu: 1450).Find<MtuTooLarge>());

    private static HostSnapshot WithContainer(int mtu)
    {
        var host = Host(Vxlan("flannel.1", 1, 8472, 5)).With(Network("bridge", "bridge", "10.5.1.0/24")).With(Process("flanneld")) with
        {
            Files = [Lease("10.5.0.0/16", "10.5.1.1/24")],
        };
        return host.WithInside(
            Container("big", "default", Endpoint("bridge", "10.5.1.9")),
            Link("eth0", "veth", 7, mtu) with
            {
                Addresses = [Address("10.5.1.9/24")],
            }
        );
    }
}
