using NetAudit.Findings;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Mtu;

public sealed class MtuTooLargeTests
{
    [Theory]
    [InlineData("flannel-vxlan/fl1", "flannel.1", "Restart dockerd with --mtu=1450 (FLANNEL_MTU), then restart the containers.")]
    [InlineData("flannel-udp-v0.5.5/fl1", "flannel0", "Restart dockerd with --mtu=1472 (FLANNEL_MTU), then restart the containers.")]
    public void Links_that_let_out_more_than_the_tunnel_lets_in_are_named_with_what_sets_them(string host, string tunnel, string remedy)
    {
        var finding = Assert.Single(WithLinksOf(host, 9000).Find<MtuTooLarge>());

        var mtu = tunnel == "flannel0" ? 1472 : 1450;
        Assert.Equal($"2 vNICs have an MTU over the {mtu} bytes of {tunnel}: fl1-b 9000, fl1-a 9000.", finding.Message);
        Assert.Equal(remedy, finding.Remediation);
    }

    [Fact]
    public void Links_that_fit_are_none() => Assert.Empty(WithLinksOf("flannel-vxlan/fl1", 1450).Find<MtuTooLarge>());

    private static HostSnapshot WithLinksOf(string name, int mtu)
    {
        var host = TroubledHost.Recorded(name);
        return host with
        {
            ContainerNamespaces = host.ContainerNamespaces.ToDictionary(
                pair => pair.Key,
                pair => pair.Value with { Links = [.. pair.Value.Links!.Select(link => link with { Mtu = mtu })] }
            ),
        };
    }
}
