using NetAudit.Findings;
using NetAudit.Model;

namespace NetAudit.Library.Tests.Findings.Firewall;

public sealed class ForwardingDroppedTests
{
    [Fact]
    public void A_forward_policy_that_drops_flannels_traffic_is_named_and_repaired_before_the_engines_rules()
    {
        var finding = Assert.Single(TroubledHost.Read("30-forward-drop").Find<ForwardingDropped>());

        Assert.Equal((Severity.Error, "network bridge", "Flannel"), (finding.Severity, finding.Subject.ToString(), finding.Solution));
        Assert.Equal(
            "Containers on other hosts can't open connections to containers on network bridge: new connections forwarded from "
                + "flannel.1 to docker0 are dropped by the policy DROP of chain FORWARD (iptables-nft, table filter).",
            finding.Message
        );
        Assert.Equal(
            "iptables -I DOCKER-USER -i flannel.1 -o docker0 -j ACCEPT # also add it to the rules that are loaded at boot",
            finding.Remediation
        );
    }

    [Theory]
    [InlineData(":FORWARD ACCEPT [0:0]")]
    [InlineData(":FORWARD DROP [0:0]\n-A FORWARD -s 10.5.0.0/16 -j ACCEPT\n-A FORWARD -d 10.5.0.0/16 -j ACCEPT")]
    [InlineData(":FORWARD DROP [0:0]\n-A FORWARD -m physdev --physdev-is-bridged -j ACCEPT\n-A FORWARD -m limit --limit 9/s -j ACCEPT")]
    public void Where_it_is_accepted_or_cannot_be_told_nothing_is_said(string rules) =>
        Assert.Empty(TroubledHost.Read("30-forward-drop").WithFilter(rules).Find<ForwardingDropped>());

    [Fact]
    public void Where_only_the_way_out_is_dropped_the_way_in_is_not_said_to_be_cut()
    {
        var host = TroubledHost
            .Recorded("flannel-vxlan/fl1")
            .WithFilter(":FORWARD ACCEPT [0:0]\n-A FORWARD -i docker0 -o flannel.1 -j DROP");

        Assert.StartsWith(
            "Containers on network bridge can't open connections to containers on other hosts: new connections forwarded from docker0 to "
                + "flannel.1 are dropped by a rule of chain FORWARD",
            Assert.Single(host.Find<ForwardingDropped>()).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_protocol_that_is_dropped_is_named_alone()
    {
        var host = TroubledHost.Recorded("flannel-vxlan/fl1").WithFilter(":FORWARD ACCEPT [0:0]\n-A FORWARD -p udp -j DROP");

        var finding = Assert.Single(host.Find<ForwardingDropped>());

        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal(
            "UDP between containers on network bridge and containers on other hosts doesn't cross: packets forwarded between "
                + "flannel.1 and docker0 are dropped by a rule of chain FORWARD (iptables-nft, table filter).",
            finding.Message
        );
    }
}
