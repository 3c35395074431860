using NetAudit.Findings;
using NetAudit.Model;

namespace NetAudit.Library.Tests.Findings.Firewall;

public sealed class DirectAccessDroppedTests
{
    [Fact]
    public void The_engines_own_rules_cut_what_is_routed_to_its_bridge()
    {
        var findings = TroubledHost.Recorded("engine28-flannel/md1").Find<DirectAccessDropped>();

        var finding = Assert.Single(findings, finding => finding.Severity == Severity.Error);
        Assert.Equal(
            "Containers on network bridge and containers on other hosts don't reach each other: packets that arrive on "
                + "flannel.1 are lost. The engine drops packets to a container's address that don't come by its bridge "
                + "(docker0), by a rule of chain PREROUTING (iptables-nft, table raw) and a rule of chain DOCKER "
                + "(iptables-nft, table filter).",
            finding.Message
        );
        Assert.Equal(
            "iptables -I DOCKER-USER -i flannel.1 -o docker0 -j ACCEPT # and set \"allow-direct-routing\": true in "
                + "/etc/docker/daemon.json, then systemctl restart docker: the rule alone, or the setting alone, isn't enough",
            finding.Remediation
        );
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
        // As with --allow-direct-routing, the raw rules are missing.
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

        Assert.Equal(
            "From other hosts, containers on network bridge can be reached at published ports only: other connections that "
                + "begin there are lost. The engine drops packets to a container's address that don't come by its bridge "
                + "(docker0), by a rule of chain filter-forward-in__docker0 (nft, table ip docker-bridges).",
            finding.Message
        );
        Assert.Equal(
            "nft add table ip direct; nft add chain ip direct pre '{ type filter hook prerouting priority mangle; "
                + "}'; nft add rule ip direct pre iifname \"flannel.1\" meta mark set 1 # load it at boot too, "
                + "and set \"bridge-accept-fwmark\": \"1\" in /etc/docker/daemon.json, then systemctl restart docker: the rule "
                + "alone, or the setting alone, isn't enough",
            finding.Remediation
        );
        Assert.DoesNotContain("DOCKER-USER", finding.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Packets_that_the_engine_counted_on_a_plain_bridge_are_worth_knowing()
    {
        var findings = TroubledHost.Recorded("engine28-plain/md1").Find<DirectAccessDropped>();

        Assert.All(findings, finding => Assert.Equal((Severity.Information, (string?)null), (finding.Severity, finding.Solution)));
        var first = Assert.Single(findings, finding => finding.Subject.Name == "bridge");
        Assert.Equal(
            "The engine dropped 6 packets to containers on network bridge that didn't come by its bridge (docker0). Hosts "
                + "that route 172.17.0.0/16 here, and containers on other bridges, don't reach a container's own address, only published "
                + "ports at this host's addresses.",
            first.Message
        );
        Assert.Empty(TroubledHost.Read("00-clean-swarm").Find<DirectAccessDropped>());
    }

    [Fact]
    public void A_trusted_link_lets_all_pass() => Assert.Empty(TroubledHost.Read("71-nft29-trusted-interface").Find<DirectAccessDropped>());

    [Fact]
    public void In_mode_routed_icmp_passes_and_unpublished_ports_do_not()
    {
        var finding = Assert.Single(TroubledHost.Read("72-iptables29-routed").Find<DirectAccessDropped>());

        Assert.Equal((Severity.Warning, "network flnet"), (finding.Severity, finding.Subject.ToString()));
        Assert.StartsWith(
            "TCP and UDP from other hosts to ports that containers on network flnet don't publish",
            finding.Message,
            StringComparison.Ordinal
        );
    }
}
