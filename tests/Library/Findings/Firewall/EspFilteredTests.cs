using NetAudit.Findings;
using NetAudit.Model;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.Findings.Firewall.FirewallHosts;

namespace NetAudit.Library.Tests.Findings.Firewall;

public sealed class EspFilteredTests
{
    private static HostSnapshot Encrypted => TroubledHost.Read("05-mtu-encrypted");

    [Fact]
    public void Esp_is_needed_where_an_encrypted_network_has_peers()
    {
        const string Ports = Closed + Tracked + "-A INPUT -p udp -j ACCEPT\n-A INPUT -p tcp -j ACCEPT\n";

        var finding = Assert.Single(Encrypted.WithFilter(Ports).Find<EspFiltered>());

        Assert.Equal((Severity.Error, "port esp"), (finding.Severity, finding.Subject.ToString()));
        Assert.Equal(
            "iptables -A INPUT -p esp -s 10.97.0.2 -j ACCEPT # also add it to the rules that are loaded at boot",
            finding.Remediation
        );
        Assert.Empty(Encrypted.WithFilter(Ports + "-A INPUT -p esp -j ACCEPT").Find<EspFiltered>());
        Assert.Empty(SoundSwarm.WithFilter(Ports).Find<EspFiltered>());
        Assert.Empty(TroubledHost.Read("02b-encrypted-on-one-node").WithFilter(Ports).Find<EspFiltered>());
    }
}
