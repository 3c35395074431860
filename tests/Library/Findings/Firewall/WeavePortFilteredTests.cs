using NetAudit.Findings;
using NetAudit.Model;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.Findings.Firewall.FirewallHosts;

namespace NetAudit.Library.Tests.Findings.Firewall;

public sealed class WeavePortFilteredTests
{
    private static HostSnapshot Weave => RecordedHosts.Read("weave-sleeve-plain/node1");

    [Fact]
    public void Weave_without_its_fast_port_only_gets_slow()
    {
        const string Rest = "-A INPUT -p tcp -m tcp --dport 6783 -j ACCEPT\n-A INPUT -p udp -m udp --dport 6783 -j ACCEPT\n";

        var fast = Assert.Single(Weave.WithFilter(Closed + Tracked + Rest).Find<WeavePortFiltered>());
        var all = Assert.Single(Weave.WithFilter(Closed).Find<WeavePortFiltered>());

        Assert.Equal((Severity.Warning, "port 6784/udp"), (fast.Severity, fast.Subject.ToString()));
        Assert.Equal(Severity.Error, all.Severity);
        Assert.Empty(Weave.WithFilter(Closed + Rest + "-A INPUT -p udp -m udp --dport 6784 -j ACCEPT").Find<WeavePortFiltered>());
    }
}
