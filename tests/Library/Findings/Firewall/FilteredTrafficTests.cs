using NetAudit.Collection.Formats;
using NetAudit.Findings;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Firewall;

/// <summary>
/// Traffic that a solution's hosts must let in. Each rule is tried on a recorded host that is sound, with other firewall rules.
/// </summary>
public sealed class FilteredTrafficTests
{
    private const string Closed = ":INPUT DROP [0:0]\n:FORWARD ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n";
    private const string Tracked = "-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT\n";

    private static HostSnapshot Swarm => TroubledHost.Read("00-clean-swarm");

    private static HostSnapshot Flannel => TroubledHost.Recorded("flannel-vxlan/fl1");

    private static HostSnapshot Weave => TroubledHost.Recorded("weave-sleeve-plain/node1");

    private static HostSnapshot Calico => TroubledHost.Recorded("calico-libnetwork-v2.6/host1");

    private static HostSnapshot Encrypted => TroubledHost.Read("05-mtu-encrypted");

    [Fact]
    public void Vxlan_that_is_not_let_in_is_an_error_with_the_policy_and_the_repair()
    {
        var finding = Assert.Single(Swarm.WithFilter(Closed + Tracked).Find<VxlanPortFiltered>());

        Assert.Equal((Severity.Error, "port 4789/udp"), (finding.Severity, finding.Subject.ToString()));
        Assert.Equal(
            "Containers here and on 10.97.0.2 don't reach each other over overlay networks: this host drops UDP 4789 (VXLAN) "
                + "that comes from there, by the policy DROP of chain INPUT (iptables (nf_tables), table filter).",
            finding.Message
        );
        Assert.StartsWith("iptables -I INPUT -p udp --dport 4789 -s 10.97.0.2 -j ACCEPT.", finding.Remediation, StringComparison.Ordinal);
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
        Assert.Empty(Swarm.WithFilter(rules).Find<VxlanPortFiltered>());

    [Fact]
    public void Where_the_way_back_may_be_by_another_link_a_rule_about_links_decides_nothing()
    {
        const string ByOtherLink = Closed + "-A INPUT -i eth7 -j ACCEPT";
        var links = Swarm.HostNamespace!.Links!.Select(WithoutNodeAddress);
        var host = Swarm with { HostNamespace = Swarm.HostNamespace with { Links = [.. links] } };

        Assert.Single(Swarm.WithFilter(ByOtherLink).Find<VxlanPortFiltered>());
        Assert.Single(host.WithFilter(Closed).Find<VxlanPortFiltered>());
        Assert.Empty(host.WithFilter(ByOtherLink).Find<VxlanPortFiltered>());
    }

    [Fact]
    public void A_drop_on_the_way_out_is_told_as_such()
    {
        var finding = Assert.Single(Swarm.WithFilter(":INPUT ACCEPT [0:0]\n:OUTPUT DROP [0:0]").Find<VxlanPortFiltered>());

        Assert.Contains("that it sends there, by the policy DROP of chain OUTPUT", finding.Message, StringComparison.Ordinal);
        Assert.StartsWith("iptables -I OUTPUT -p udp --dport 4789 -d 10.97.0.2 -j ACCEPT.", finding.Remediation, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_tool_that_drops_gets_its_command()
    {
        var host = Swarm.WithRules(
            new FirewallText
            {
                Iptables = "*filter\n:INPUT DROP [0:0]\nCOMMIT",
                IptablesLegacy = "*filter\n:INPUT DROP [0:0]\nCOMMIT",
                Nft = "table inet fw {\n chain in {\n type filter hook input priority 10; policy drop;\n }\n}",
            }
        );

        var finding = Assert.Single(host.Find<VxlanPortFiltered>());

        Assert.StartsWith(
            "iptables-nft -I INPUT -p udp --dport 4789 -s 10.97.0.2 -j ACCEPT; "
                + "iptables-legacy -I INPUT -p udp --dport 4789 -s 10.97.0.2 -j ACCEPT; "
                + "nft insert rule inet fw in 'ip saddr { 10.97.0.2 } udp dport 4789 accept'.",
            finding.Remediation,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(Closed + Tracked, Severity.Warning)]
    [InlineData(Closed, Severity.Error)]
    public void Gossip_passes_in_part_where_both_nodes_begin_and_connections_are_tracked(string rules, Severity expected)
    {
        const string Open = "-A INPUT -p tcp -m tcp --dport 7946 -j ACCEPT\n-A INPUT -p udp -m udp --dport 7946 -j ACCEPT";
        var finding = Assert.Single(Swarm.WithFilter(rules).Find<GossipPortFiltered>());

        Assert.Equal(expected, finding.Severity);
        Assert.Contains("TCP 7946 (gossip) and UDP 7946 (gossip)", finding.Message, StringComparison.Ordinal);
        Assert.Empty(Swarm.WithFilter(rules + Open).Find<GossipPortFiltered>());
    }

    [Fact]
    public void A_managers_port_is_needed_from_the_other_nodes()
    {
        var finding = Assert.Single(Swarm.WithFilter(Closed + Tracked).Find<ManagerPortFiltered>());

        Assert.Equal((Severity.Error, "port 2377/tcp"), (finding.Severity, finding.Subject.ToString()));
        Assert.Empty(Swarm.WithFilter(Closed + "-A INPUT -p tcp -m tcp --dport 2377 -j ACCEPT").Find<ManagerPortFiltered>());
        Assert.Empty(Swarm.WithFilter(":INPUT ACCEPT [0:0]\n:OUTPUT DROP [0:0]").Find<ManagerPortFiltered>());
    }

    [Fact]
    public void Esp_is_needed_where_an_encrypted_network_has_peers()
    {
        const string Ports = Closed + Tracked + "-A INPUT -p udp -j ACCEPT\n-A INPUT -p tcp -j ACCEPT\n";

        var finding = Assert.Single(Encrypted.WithFilter(Ports).Find<EspFiltered>());

        Assert.Equal((Severity.Error, "port esp"), (finding.Severity, finding.Subject.ToString()));
        Assert.Contains("-p esp -s ", finding.Remediation, StringComparison.Ordinal);
        Assert.Empty(Encrypted.WithFilter(Ports + "-A INPUT -p esp -j ACCEPT").Find<EspFiltered>());
        Assert.Empty(Swarm.WithFilter(Ports).Find<EspFiltered>());
        Assert.Empty(TroubledHost.Read("02b-encrypted-on-one-node").WithFilter(Ports).Find<EspFiltered>());
    }

    [Fact]
    public void Flannels_port_is_the_links()
    {
        var finding = Assert.Single(Flannel.WithFilter(Closed + Tracked).Find<FlannelPortFiltered>());

        Assert.Equal((Severity.Error, "port 8472/udp"), (finding.Severity, finding.Subject.ToString()));
        Assert.Empty(Flannel.WithFilter(Closed + "-A INPUT -p udp -m udp --dport 8472 -j ACCEPT").Find<FlannelPortFiltered>());
        Assert.Empty(Swarm.WithFilter(Closed).Find<FlannelPortFiltered>());
    }

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

    [Fact]
    public void Bgp_is_needed_between_calicos_hosts()
    {
        Assert.Equal("port 179/tcp", Assert.Single(Calico.WithFilter(Closed).Find<BgpPortFiltered>()).Subject.ToString());
        Assert.Empty(Calico.WithFilter(Closed + "-A INPUT -p tcp -m tcp --dport 179 -j ACCEPT").Find<BgpPortFiltered>());
    }

    [Fact]
    public void Ipip_is_needed_where_it_carries()
    {
        var host = Calico;
        var wrapped = host with
        {
            HostNamespace = host.HostNamespace! with
            {
                Links = [.. host.HostNamespace.Links!, SnapshotBuilder.Link("tunl0", "ipip", 99, 1440)],
                Routes = [.. host.HostNamespace.Routes!.Select(ByTunnel)],
            },
        };

        Assert.Equal("port ipip", Assert.Single(wrapped.WithFilter(Closed).Find<IpipFiltered>()).Subject.ToString());
        Assert.Empty(wrapped.WithFilter(Closed + "-A INPUT -p ipencap -j ACCEPT").Find<IpipFiltered>());
        Assert.Empty(Flannel.WithFilter(Closed).Find<IpipFiltered>());
    }

    private static Link WithoutNodeAddress(Link link) =>
        link with
        {
            Addresses = [.. link.Addresses.Where(address => address.Address != "10.97.0.1")],
        };

    private static Route ByTunnel(Route route) => route.Protocol == "bird" ? route with { Device = "tunl0" } : route;

    [Fact]
    public void Without_nfts_listing_an_engine_on_nftables_has_rules_that_were_not_seen()
    {
        var host = Swarm.WithFilter(Closed) with { Engine = Swarm.Engine! with { FirewallBackend = "nftables" } };

        Assert.Equal([HostFacts.HostFirewall], HostFactsSeen.Missing(host, new VxlanPortFiltered().Needs));
        Assert.Empty(HostFactsSeen.Missing(host.WithRules(new() { Iptables = "", Nft = "" }), new VxlanPortFiltered().Needs));
    }
}
