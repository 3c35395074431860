using NetAudit.Findings;
using NetAudit.Model;
using static NetAudit.Library.Tests.Findings.Firewall.FirewallHosts;

namespace NetAudit.Library.Tests.Findings.Firewall;

public sealed class FlannelPortFilteredTests
{
    [Fact]
    public void Flannels_port_is_the_links()
    {
        var finding = Assert.Single(SoundFlannel.WithFilter(Closed + Tracked).Find<FlannelPortFiltered>());

        Assert.Equal((Severity.Error, "port 8472/udp"), (finding.Severity, finding.Subject.ToString()));
        Assert.Empty(SoundFlannel.WithFilter(Closed + "-A INPUT -p udp -m udp --dport 8472 -j ACCEPT").Find<FlannelPortFiltered>());
        Assert.Empty(SoundSwarm.WithFilter(Closed).Find<FlannelPortFiltered>());
    }
}
