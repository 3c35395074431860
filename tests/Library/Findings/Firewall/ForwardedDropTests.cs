using NetAudit.Collection.Formats;
using NetAudit.Findings;
using NetAudit.Model;

namespace NetAudit.Library.Tests.Findings.Firewall;

/// <summary>What the rules do to packets between containers here and on other hosts.</summary>
public sealed class ForwardedDropTests
{
    [Fact]
    public void A_forward_policy_that_drops_flannels_traffic_is_named_and_repaired_before_the_engines_rules()
    {
        var finding = Assert.Single(TroubledHost.Read("30-forward-drop").Find<ForwardingDropped>());

        Assert.Equal((Severity.Error, "network bridge", "Flannel"), (finding.Severity, finding.Subject.ToString(), finding.Solution));
        Assert.Equal(
            "Containers on bridge and those on other hosts don't reach each other: what is forwarded between flannel.1 and docker0 "
                + "is dropped, by the policy DROP of chain FORWARD (iptables (nf_tables), table filter).",
            finding.Message
        );
        Assert.StartsWith("iptables -I DOCKER-USER -i flannel.1 -o docker0 -j ACCEPT.", finding.Remediation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(":FORWARD ACCEPT [0:0]")]
    [InlineData(":FORWARD DROP [0:0]\n-A FORWARD -s 10.5.0.0/16 -j ACCEPT\n-A FORWARD -d 10.5.0.0/16 -j ACCEPT")]
    [InlineData(":FORWARD DROP [0:0]\n-A FORWARD -m physdev --physdev-is-bridged -j ACCEPT\n-A FORWARD -m limit --limit 9/s -j ACCEPT")]
    public void Where_it_is_accepted_or_cannot_be_told_nothing_is_said(string rules) =>
        Assert.Empty(TroubledHost.Read("30-forward-drop").WithFilter(rules).Find<ForwardingDropped>());

    [Fact]
    public void A_protocol_that_is_dropped_is_named_alone()
    {
        var host = TroubledHost.Recorded("flannel-vxlan/fl1").WithFilter(":FORWARD ACCEPT [0:0]\n-A FORWARD -p udp -j DROP");

        var finding = Assert.Single(host.Find<ForwardingDropped>());

        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.StartsWith("UDP between containers on ", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_engines_own_rules_cut_what_is_routed_to_its_bridge()
    {
        var findings = TroubledHost.Recorded("engine28-flannel/md1").Find<DirectAccessDropped>();

        var finding = Assert.Single(findings, finding => finding.Severity == Severity.Error);
        Assert.StartsWith(
            "Containers on bridge and those on other hosts don't reach each other: packets that come by flannel.1 are lost.",
            finding.Message,
            StringComparison.Ordinal
        );
        Assert.Contains("--allow-direct-routing", finding.Remediation, StringComparison.Ordinal);
        Assert.Contains("iptables -I DOCKER-USER -i flannel.1 -o docker0 -j ACCEPT", finding.Remediation, StringComparison.Ordinal);
        Assert.Contains(finding.Evidence, evidence => evidence.Source == "iptables -t raw -S PREROUTING");
        Assert.Contains(finding.Evidence, evidence => evidence.Source == "iptables -t filter -S DOCKER");
    }

    [Theory]
    [InlineData("-A DOCKER-USER -i flannel.1 -j ACCEPT", 0)]
    [InlineData("-A DOCKER-USER -i eth7 -j ACCEPT", 1)]
    [InlineData("-A DOCKER-USER -j RETURN", 1)]
    [InlineData("-A FLANNEL-FWD -s 10.50.0.0/16 -j ACCEPT", 0)]
    public void An_accept_before_the_engines_drop_counts_only_where_it_is_for_these_packets(string rule, int findings)
    {
        // Without the raw rules, as with --allow-direct-routing.
        var host = TroubledHost
            .Recorded("engine28-flannel/md1")
            .WithFilter(
                ":FORWARD ACCEPT [0:0]\n:DOCKER - [0:0]\n:DOCKER-USER - [0:0]\n:FLANNEL-FWD - [0:0]\n"
                    + "-A FORWARD -j DOCKER-USER\n-A FORWARD -j FLANNEL-FWD\n-A FORWARD -j DOCKER\n"
                    + rule
                    + "\n-A DOCKER ! -i docker0 -o docker0 -j DROP"
            );

        Assert.Equal(findings, host.Find<DirectAccessDropped>().Count(finding => finding.Severity == Severity.Error));
    }

    [Fact]
    public void With_nftables_the_repair_names_no_chain_that_is_not_there()
    {
        var finding = Assert.Single(TroubledHost.Read("70-nft29-direct-routing-only").Find<DirectAccessDropped>());

        Assert.Contains("at published ports only", finding.Message, StringComparison.Ordinal);
        Assert.Contains("--bridge-accept-fwmark", finding.Remediation, StringComparison.Ordinal);
        Assert.DoesNotContain("DOCKER-USER", finding.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Packets_that_the_engine_counted_on_a_plain_bridge_are_worth_knowing()
    {
        var findings = TroubledHost.Recorded("engine28-plain/md1").Find<DirectAccessDropped>();

        Assert.All(findings, finding => Assert.Equal((Severity.Information, (string?)null), (finding.Severity, finding.Solution)));
        var first = Assert.Single(findings, finding => finding.Subject.Name == "bridge");
        Assert.StartsWith("6 packet(s) to addresses of containers on bridge ", first.Message, StringComparison.Ordinal);
        Assert.Empty(TroubledHost.Read("00-clean-swarm").Find<DirectAccessDropped>());
    }

    [Fact]
    public void Where_the_engines_rules_are_flushed_and_a_policy_drops_containers_get_nowhere()
    {
        var host = TroubledHost.Recorded("plain-docker-bridge-only/sx1");

        var findings = host.WithFilter(":FORWARD DROP [0:0]").Find<OutgoingDropped>();

        Assert.NotEmpty(findings);
        Assert.All(findings, finding => Assert.Contains("-I FORWARD -i ", finding.Remediation, StringComparison.Ordinal));
        Assert.Empty(host.Find<OutgoingDropped>());
        Assert.Empty(host.WithFilter(":FORWARD ACCEPT [0:0]\n-A FORWARD -p tcp -j DROP").Find<OutgoingDropped>());
    }

    [Fact]
    public void A_trusted_link_lets_all_pass() => Assert.Empty(TroubledHost.Read("71-nft29-trusted-interface").Find<DirectAccessDropped>());

    [Fact]
    public void In_mode_routed_icmp_passes_and_unpublished_ports_do_not()
    {
        var finding = Assert.Single(TroubledHost.Read("72-iptables29-routed").Find<DirectAccessDropped>());

        Assert.Equal((Severity.Warning, "network flnet"), (finding.Severity, finding.Subject.ToString()));
        Assert.StartsWith(
            "TCP and UDP from other hosts to ports that containers on flnet don't publish",
            finding.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Two_tools_at_once_are_told_where_one_drops_what_the_engine_accepts_in_the_other()
    {
        var finding = Assert.Single(TroubledHost.Read("26-two-iptables").Find<TwoFirewallTools>());

        Assert.Equal(Severity.Error, finding.Severity);
        Assert.StartsWith(
            "Containers on bridge, docker_gwbridge can't reach other hosts: the engine's rules are in iptables-legacy and accept it, "
                + "but rules in iptables (nf_tables) apply too and drop it",
            finding.Message,
            StringComparison.Ordinal
        );
        Assert.Contains("iptables-nft -P FORWARD ACCEPT", finding.Remediation, StringComparison.Ordinal);
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
        Assert.Contains("iptables-nft -P FORWARD ACCEPT", finding.Remediation, StringComparison.Ordinal);
        Assert.Empty(repaired.Find<TwoFirewallTools>());
    }
}
