using NetAudit.Findings;

namespace NetAudit.Library.Tests.Findings.Firewall;

public sealed class OutgoingDroppedTests
{
    [Fact]
    public void Where_the_engines_rules_are_flushed_and_a_policy_drops_containers_get_nowhere()
    {
        var host = TroubledHost.Recorded("plain-docker-bridge-only/sx1");

        var findings = host.WithFilter(":FORWARD DROP [0:0]").Find<OutgoingDropped>();

        Assert.Equal(["br1", "bridge"], findings.Select(finding => finding.Subject.Name));
        Assert.All(findings, finding => Assert.Contains("-I FORWARD -i ", finding.Remediation, StringComparison.Ordinal));
        Assert.Empty(host.Find<OutgoingDropped>());
        Assert.Empty(host.WithFilter(":FORWARD ACCEPT [0:0]\n-A FORWARD -p tcp -j DROP").Find<OutgoingDropped>());
    }
}
