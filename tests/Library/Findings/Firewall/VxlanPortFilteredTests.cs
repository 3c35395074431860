using NetAudit.Collection.Formats;
using NetAudit.Findings;
using NetAudit.Model;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.Findings.Firewall.FirewallHosts;

namespace NetAudit.Library.Tests.Findings.Firewall;

public sealed class VxlanPortFilteredTests
{
    [Fact]
    public void Vxlan_that_is_not_let_in_is_an_error_with_the_policy_and_the_repair()
    {
        var finding = Assert.Single(SoundSwarm.WithFilter(Closed + Tracked).Find<VxlanPortFiltered>());

        Assert.Equal((Severity.Error, "port 4789/udp"), (finding.Severity, finding.Subject.ToString()));
        Assert.Equal(
            "Containers here and on 10.97.0.2 don't reach each other over overlay networks: this host drops UDP 4789 "
                + "(VXLAN) from there, by the policy DROP of chain INPUT (iptables-nft, table filter).",
            finding.Message
        );
        Assert.Equal(
            "iptables -A INPUT -p udp --dport 4789 -s 10.97.0.2 -j ACCEPT # also add it to the rules that are loaded at boot",
            finding.Remediation
        );
        Assert.Equal("iptables -t filter -S INPUT: -P INPUT DROP", finding.Evidence[0].ToString());
    }

    [Theory]
    [InlineData(":INPUT ACCEPT [0:0]")]
    [InlineData(Closed + "-A INPUT -p udp -m udp --dport 4789 -j ACCEPT")]
    [InlineData(Closed + "-A INPUT -s 10.97.0.0/24 -j ACCEPT")]
    [InlineData(Closed + "-A INPUT -i eth0 -j ACCEPT")]
    [InlineData(Closed + ":X - [0:0]\n-A INPUT -j X\n-A X -p udp -m multiport --dports 53,4000:5000 -j ACCEPT")]
    [InlineData(Closed + "-A INPUT -m set --match-set nodes src -j ACCEPT")]
    [InlineData(Closed + "-A INPUT -m recent --name x -j ACCEPT")]
    public void Where_vxlan_is_let_in_or_that_cannot_be_told_nothing_is_said(string rules) =>
        Assert.Empty(SoundSwarm.WithFilter(rules).Find<VxlanPortFiltered>());

    [Fact]
    public void Where_the_way_back_may_be_by_another_link_a_rule_about_links_decides_nothing()
    {
        const string ByOtherLink = Closed + "-A INPUT -i eth7 -j ACCEPT";
        var links = SoundSwarm.HostNamespace!.Links!.Select(WithoutNodeAddress);
        var host = SoundSwarm with { HostNamespace = SoundSwarm.HostNamespace with { Links = [.. links] } };

        Assert.Single(SoundSwarm.WithFilter(ByOtherLink).Find<VxlanPortFiltered>());
        Assert.Single(host.WithFilter(Closed).Find<VxlanPortFiltered>());
        Assert.Empty(host.WithFilter(ByOtherLink).Find<VxlanPortFiltered>());
    }

    [Fact]
    public void A_drop_on_the_way_out_is_told_as_such()
    {
        var finding = Assert.Single(SoundSwarm.WithFilter(":INPUT ACCEPT [0:0]\n:OUTPUT DROP [0:0]").Find<VxlanPortFiltered>());

        Assert.Equal(
            "Containers here and on 10.97.0.2 don't reach each other over overlay networks: this host drops UDP 4789 "
                + "(VXLAN) to there, by the policy DROP of chain OUTPUT (iptables-nft, table filter).",
            finding.Message
        );
        Assert.Equal(
            "iptables -A OUTPUT -p udp --dport 4789 -d 10.97.0.2 -j ACCEPT # also add it to the rules that are loaded at boot",
            finding.Remediation
        );
    }

    /// <summary>
    /// Behind the rule that drops, an accepting rule has no effect. At the chain's end, it overrides none of the engine's rules.
    /// </summary>
    [Fact]
    public void The_rule_that_accepts_stands_before_the_one_that_drops_and_after_all_where_only_the_policy_does()
    {
        const string ByRule = ":INPUT ACCEPT [0:0]\n-A INPUT -p udp -m udp --dport 4789 -j DROP";

        Assert.StartsWith("iptables -I INPUT ", Assert.Single(SoundSwarm.WithFilter(ByRule).Find<VxlanPortFiltered>()).Remediation);
        Assert.StartsWith("iptables -A INPUT ", Assert.Single(SoundSwarm.WithFilter(Closed).Find<VxlanPortFiltered>()).Remediation);

        // A return from a base chain applies the policy and skips the rest of the chain.
        const string Returns = Closed + "-A INPUT -p udp -j RETURN";
        Assert.StartsWith("iptables -I INPUT ", Assert.Single(SoundSwarm.WithFilter(Returns).Find<VxlanPortFiltered>()).Remediation);
    }

    [Fact]
    public void Each_tool_that_drops_gets_its_command()
    {
        var host = SoundSwarm.WithRules(
            new FirewallText
            {
                Iptables = "*filter\n:INPUT DROP [0:0]\nCOMMIT",
                IptablesLegacy = "*filter\n:INPUT DROP [0:0]\nCOMMIT",
                Nft = "table inet fw {\n chain in {\n type filter hook input priority 10; policy drop;\n }\n}",
            }
        );

        var finding = Assert.Single(host.Find<VxlanPortFiltered>());

        Assert.Equal(
            "iptables-nft -A INPUT -p udp --dport 4789 -s 10.97.0.2 -j ACCEPT; iptables-legacy -A INPUT -p udp "
                + "--dport 4789 -s 10.97.0.2 -j ACCEPT; nft add rule inet fw in 'ip saddr { 10.97.0.2 } udp dport 4789 "
                + "accept' # also add it to the rules that are loaded at boot",
            finding.Remediation
        );
    }

    [Fact]
    public void Without_nfts_listing_an_engine_on_nftables_has_rules_that_were_not_seen()
    {
        var host = SoundSwarm.WithFilter(Closed) with { Engine = SoundSwarm.Engine! with { FirewallBackend = "nftables" } };

        Assert.Equal([HostFacts.HostFirewall], HostFactsSeen.Missing(host, new VxlanPortFiltered().Needs));
        Assert.Empty(HostFactsSeen.Missing(host.WithRules(new() { Iptables = "", Nft = "" }), new VxlanPortFiltered().Needs));
    }

    private static Link WithoutNodeAddress(Link link) =>
        link with
        {
            Addresses = [.. link.Addresses.Where(address => address.Address != "10.97.0.1")],
        };
}
