using NetAudit.Findings;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.Findings.Firewall.FirewallHosts;

namespace NetAudit.Library.Tests.Findings.Firewall;

public sealed class BgpPortFilteredTests
{
    private static HostSnapshot Calico => RecordedHosts.Read("calico-libnetwork-v2.6/host1");

    [Fact]
    public void Bgp_is_needed_between_calicos_hosts()
    {
        Assert.Equal("port 179/tcp", Assert.Single(Calico.WithFilter(Closed).Find<BgpPortFiltered>()).Subject.ToString());
        Assert.Empty(Calico.WithFilter(Closed + "-A INPUT -p tcp -m tcp --dport 179 -j ACCEPT").Find<BgpPortFiltered>());
    }
}
