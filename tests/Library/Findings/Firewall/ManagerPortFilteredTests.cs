using NetAudit.Findings;
using NetAudit.Model;
using static NetAudit.Library.Tests.Findings.Firewall.FirewallHosts;

namespace NetAudit.Library.Tests.Findings.Firewall;

public sealed class ManagerPortFilteredTests
{
    [Fact]
    public void A_managers_port_is_needed_from_the_other_nodes()
    {
        var finding = Assert.Single(SoundSwarm.WithFilter(Closed + Tracked).Find<ManagerPortFiltered>());

        Assert.Equal((Severity.Error, "port 2377/tcp"), (finding.Severity, finding.Subject.ToString()));
        Assert.Empty(SoundSwarm.WithFilter(Closed + "-A INPUT -p tcp -m tcp --dport 2377 -j ACCEPT").Find<ManagerPortFiltered>());
        Assert.Empty(SoundSwarm.WithFilter(":INPUT ACCEPT [0:0]\n:OUTPUT DROP [0:0]").Find<ManagerPortFiltered>());
    }
}
