using NetAudit.Collection.Formats;
using NetAudit.Findings;
using NetAudit.Model;

namespace NetAudit.Library.Tests.Findings.Firewall;

public sealed class TwoFirewallToolsTests
{
    [Fact]
    public void Two_tools_at_once_are_told_where_one_drops_what_the_engine_accepts_in_the_other()
    {
        var finding = Assert.Single(TroubledHost.Read("26-two-iptables").Find<TwoFirewallTools>());

        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Equal(
            "Containers on networks bridge, docker_gwbridge can't reach other hosts, and ports that they publish may not "
                + "answer from there: the "
                + "engine's rules in iptables-legacy accept their packets, but rules in iptables-nft also apply and drop "
                + "them, by the policy DROP of chain "
                + "FORWARD (iptables-nft, table filter).",
            finding.Message
        );
        Assert.Equal(
            "iptables-nft -P FORWARD ACCEPT # at boot too, if nothing needs the other tool's rules; update-alternatives --config "
                + "iptables sets the tool that the engine calls (restart the engine after a change)",
            finding.Remediation
        );
    }

    [Fact]
    public void A_policy_left_from_before_the_engine_went_to_nftables_is_told()
    {
        var host = TroubledHost.Read("71-nft29-trusted-interface");
        const string Nft = """
            table ip docker-bridges {
            	chain filter-FORWARD {
            		type filter hook forward priority filter; policy accept;
            		iifname "docker0" accept
            	}
            }
            """;

        var left = host.WithRules(new FirewallText { Iptables = "*filter\n:FORWARD DROP [0:0]\nCOMMIT", Nft = Nft });
        var repaired = host.WithRules(new FirewallText { Iptables = "*filter\n:FORWARD ACCEPT [0:0]\nCOMMIT", Nft = Nft });

        var finding = Assert.Single(left.Find<TwoFirewallTools>());
        Assert.Empty(repaired.Find<TwoFirewallTools>());
    }
}
