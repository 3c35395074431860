using NetAudit.Library.Tests.Findings;
using static NetAudit.Library.Tests.Cluster.ClusterHosts;
using VtepMacChanged = NetAudit.Cluster.VtepMacChanged;

namespace NetAudit.Library.Tests.Cluster.Rules;

public sealed class VtepMacChangedTests
{
    [Fact]
    public void Hosts_that_have_each_others_MAC_addresses_right_give_nothing() =>
        Assert.Empty(Find<VtepMacChanged>(Flannel(1), Flannel(2)));

    [Fact]
    public void The_recorded_pair_is_named_with_both_MAC_addresses_and_the_host_to_repair()
    {
        var found = Assert.Single(Find<VtepMacChanged>(TroubledHost.Read("32-vtep-mac", "fl1"), TroubledHost.Read("32-vtep-mac", "fl2")));

        Assert.Equal(
            "Packets from fl1 to containers on fl2 are dropped there: fl1 sends them to ce:84:5c:64:2a:09, but fl2's "
                + "flannel.1 has d6:02:e3:df:ea:7a.",
            found.Finding.Message
        );
        Assert.Equal(
            "On fl2, keep udev from changing it: in /etc/systemd/network/10-flannel.link, [Match] "
                + "OriginalName=flannel*, [Link] MACAddressPolicy=none; then restart flanneld there, which announces the "
                + "address that its link has now.",
            found.Finding.Remediation
        );
    }
}
