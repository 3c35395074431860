using System.Net;
using NetAudit.Collection.Formats;
using NetAudit.Model;
using NetAudit.PacketPath.Filtering;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.PacketPath.Filtering;

public sealed class FirewallWalkTests
{
    private static readonly Packet Vxlan = new()
    {
        Protocol = IPProtocol.Udp,
        Source = IPAddress.Parse("10.97.0.2"),
        Destination = IPAddress.Parse("10.97.0.1"),
        DestinationPort = 4789,
        InLink = "eth0",
        IsDestinationLocal = true,
    };

    [Fact]
    public void A_policy_drops_what_no_rule_accepts()
    {
        const string Rules = "*filter\n:INPUT DROP [0:0]\n-A INPUT -i lo -j ACCEPT\n-A INPUT -p tcp -m tcp --dport 4789 -j ACCEPT\nCOMMIT";

        var answer = Iptables(Rules).Receive(Vxlan);

        Assert.Equal(Passage.Dropped, answer.Passage);
        Assert.Equal([("INPUT", (FirewallRule?)null)], answer.DecidedBy.Select(decision => (decision.Base.Name, decision.Rule)));
    }

    [Fact]
    public void The_rule_that_drops_is_told_also_in_a_chain_that_was_called()
    {
        const string Rules = "*filter\n:INPUT ACCEPT [0:0]\n:X - [0:0]\n-A INPUT -p udp -j X\n-A X -s 10.97.0.0/16 -j DROP\nCOMMIT";

        var answer = Iptables(Rules).Receive(Vxlan);

        Assert.Equal((Passage.Dropped, "-s 10.97.0.0/16 -j DROP"), (answer.Passage, answer.DecidedBy.Single().Rule!.Text));
    }

    [Theory]
    [InlineData("-A INPUT -m limit --limit 1/sec -j ACCEPT\n-A INPUT -j DROP", nameof(Passage.CannotTell))]
    [InlineData("-A INPUT -m limit --limit 1/sec -j DROP", nameof(Passage.CannotTell))]
    [InlineData("-A INPUT -m limit --limit 1/sec -j LOG\n-A INPUT -j DROP", nameof(Passage.Dropped))]
    [InlineData("-A INPUT -m limit --limit 1/sec -j RETURN\n-A INPUT -j DROP", nameof(Passage.CannotTell))]
    [InlineData("-A INPUT -m limit --limit 1/sec -j X\n-A X -j LOG", nameof(Passage.Accepted))]
    [InlineData("-A INPUT -m limit --limit 1/sec -j X\n-A X -s 192.0.2.0/24 -j DROP", nameof(Passage.Accepted))]
    [InlineData("-A INPUT -p tcp -m limit --limit 1/sec -j DROP", nameof(Passage.Accepted))]
    [InlineData("-A INPUT -m set --match-set peers src -j DROP", nameof(Passage.CannotTell))]
    [InlineData("-A INPUT -j NFQUEUE --queue-num 1", nameof(Passage.CannotTell))]
    [InlineData("-A INPUT -j NOSUCH", nameof(Passage.CannotTell))]
    [InlineData("-A INPUT -j MARK --set-xmark 0x1/0x1\n-A INPUT -m mark --mark 0x1/0x1 -j DROP", nameof(Passage.Dropped))]
    [InlineData(
        "-A INPUT -m limit --limit 1/s -j MARK --set-xmark 0x1/0x1\n-A INPUT -m mark --mark 0x1/0x1 -j DROP",
        nameof(Passage.CannotTell)
    )]
    [InlineData("-A INPUT -g X\n-A INPUT -j DROP\n-A X -j RETURN", nameof(Passage.Accepted))]
    [InlineData("-A INPUT -j X\n-A INPUT -j DROP\n-A X -j RETURN", nameof(Passage.Dropped))]
    [InlineData("-A INPUT -j X\n-A X -j X\n-A INPUT -j DROP", nameof(Passage.CannotTell))]
    [InlineData(
        "-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT\n-A INPUT -p udp -j REJECT --reject-with icmp-port-unreachable",
        nameof(Passage.Dropped)
    )]
    [InlineData("-A INPUT ! -i eth0 -j DROP", nameof(Passage.Accepted))]
    [InlineData("-A INPUT -i eth+ -p udp -m multiport --dports 53,4000:5000 -j DROP", nameof(Passage.Dropped))]
    [InlineData("-A INPUT -m addrtype --dst-type LOCAL -j DROP", nameof(Passage.Dropped))]
    public void Rules_are_asked_in_their_order_and_a_match_that_is_not_understood_decides_nothing(string rules, string expected)
    {
        var walk = Iptables($"*filter\n:INPUT ACCEPT [0:0]\n:X - [0:0]\n{rules}\nCOMMIT");

        Assert.Equal(expected, walk.Receive(Vxlan).Passage.ToString());
    }

    [Fact]
    public void What_one_tool_accepts_another_may_drop()
    {
        var walk = new FirewallWalk(
            new FirewallText
            {
                Iptables = "*filter\n:INPUT ACCEPT [0:0]\n-A INPUT -j ACCEPT\nCOMMIT",
                IptablesLegacy = "*filter\n:INPUT DROP [0:0]\nCOMMIT",
                Nft = "table inet f {\n chain in {\n type filter hook input priority 10; policy accept;\n }\n}",
            }.Read()!
        );

        var answer = walk.Receive(Vxlan);

        Assert.Equal((Passage.Dropped, FirewallTool.IptablesLegacy), (answer.Passage, answer.DecidedBy.Single().Base.Tool));
    }

    [Theory]
    [InlineData("iifname vmap { \"eth0\" : drop, \"eth1\" : accept }", nameof(Passage.Dropped))]
    [InlineData("iifname vmap @links", nameof(Passage.Dropped))]
    [InlineData("oifname vmap @links", nameof(Passage.Accepted))]
    [InlineData("ip saddr @peers drop", nameof(Passage.Dropped))]
    [InlineData("ip saddr != @peers drop", nameof(Passage.Accepted))]
    [InlineData("ip saddr @unread drop", nameof(Passage.CannotTell))]
    [InlineData("ip6 saddr != fd00::/8 drop", nameof(Passage.Accepted))]
    [InlineData("meta nfproto ipv6 drop", nameof(Passage.Accepted))]
    [InlineData("udp dport . ip saddr vmap { 4789 . 10.97.0.2 : drop }", nameof(Passage.Dropped))]
    [InlineData("ct state vmap { invalid : drop, established : accept, related : accept }", nameof(Passage.Accepted))]
    [InlineData("ip protocol tcp reject", nameof(Passage.Accepted))]
    public void Sets_and_maps_are_looked_up(string rule, string expected)
    {
        var walk = new FirewallWalk(
            new FirewallText
            {
                Nft = $$"""
                table inet f {
                	map links {
                		type ifname : verdict
                		elements = { "eth0" : goto away, "eth1" : accept }
                	}
                	set peers {
                		type ipv4_addr
                		flags interval
                		elements = { 10.96.0.0/15 }
                	}
                	chain away {
                		drop
                	}
                	chain in {
                		type filter hook input priority filter; policy accept;
                		{{rule}}
                	}
                }
                """,
            }.Read()!
        );

        Assert.Equal(expected, walk.Receive(Vxlan).Passage.ToString());
    }

    [Fact]
    public void A_mark_set_before_the_route_is_seen_after_it()
    {
        var walk = Iptables(
            "*mangle\n:PREROUTING ACCEPT [0:0]\n-A PREROUTING -i eth0 -j MARK --set-xmark 0x1/0xffffffff\nCOMMIT\n"
                + "*filter\n:FORWARD DROP [0:0]\n-A FORWARD -m mark --mark 0x1 -j ACCEPT\nCOMMIT"
        );

        Assert.Equal(Passage.Accepted, walk.Forward(Vxlan with { OutLink = "eth1", IsDestinationLocal = false }).Passage);
        Assert.Equal(Passage.Dropped, walk.Forward(Vxlan with { InLink = "eth2", OutLink = "eth1", IsDestinationLocal = false }).Passage);
    }

    [Fact]
    public void A_destination_that_is_rewritten_is_what_later_rules_see()
    {
        var walk = Iptables(
            "*nat\n:PREROUTING ACCEPT [0:0]\n-A PREROUTING -p udp -m udp --dport 4789 -j DNAT --to-destination 172.17.0.2:53\nCOMMIT\n"
                + "*filter\n:FORWARD DROP [0:0]\n-A FORWARD -d 172.17.0.2/32 -p udp -m udp --dport 53 -j ACCEPT\nCOMMIT"
        );

        Assert.Equal(Passage.Accepted, walk.Forward(Vxlan with { OutLink = "docker0" }).Passage);
        Assert.Equal(Passage.CannotTell, walk.Receive(Vxlan).Passage);
        Assert.Equal(Passage.Dropped, walk.Forward(Vxlan with { OutLink = "docker0", State = ConnectionState.Established }).Passage);
    }

    // The kernel's nf_nat_setup_info marks a connection only if its tuple changes.
    [Theory]
    [InlineData("10.0.0.1", false)]
    [InlineData("10.0.0.1:4789", false)]
    [InlineData("10.0.0.1:4790", true)]
    [InlineData("10.0.0.9", true)]
    public void A_destination_that_is_set_to_what_it_is_was_not_rewritten(string target, bool isRewritten)
    {
        var walk = Iptables(
            $"*nat\n:PREROUTING ACCEPT [0:0]\n-A PREROUTING -j DNAT --to-destination {target}\nCOMMIT\n"
                + "*filter\n:FORWARD DROP [0:0]\n-A FORWARD -m conntrack --ctstate DNAT -j ACCEPT\nCOMMIT"
        );

        var packet = Vxlan with { Destination = IPAddress.Parse("10.0.0.1"), OutLink = "docker0" };
        Assert.Equal(isRewritten ? Passage.Accepted : Passage.Dropped, walk.Forward(packet).Passage);
    }

    [Fact]
    public void Before_tracking_has_looked_a_packet_is_of_no_connection()
    {
        var walk = Iptables("*raw\n:PREROUTING ACCEPT [0:0]\n-A PREROUTING -m conntrack --ctstate NEW -j DROP\nCOMMIT");

        Assert.Equal(Passage.Accepted, walk.Receive(Vxlan).Passage);
    }

    [Fact]
    public void Chains_that_call_each_other_without_end_end()
    {
        var chains = string.Concat(Enumerable.Range(0, 30).Select(at => $":C{at} - [0:0]\n"));
        var rules = string.Concat(Enumerable.Range(0, 29).SelectMany(at => Enumerable.Repeat($"-A C{at} -j C{at + 1}\n", 4)));

        var walk = Iptables($"*filter\n:INPUT DROP [0:0]\n{chains}-A INPUT -j C0\n{rules}COMMIT");

        Assert.Equal(Passage.CannotTell, walk.Receive(Vxlan).Passage);
    }

    [Fact]
    public void A_base_chain_of_an_old_snapshot_that_may_drop_leaves_nothing_told()
    {
        var chain = new FirewallChain
        {
            Tool = FirewallTool.Nft,
            Table = "f",
            Name = "x",
            Policy = FirewallPolicy.Drop,
        };

        Assert.Equal(Passage.CannotTell, new FirewallWalk(new Firewall { Chains = [chain] }).Receive(Vxlan).Passage);

        var open = new Firewall { Chains = [chain with { Policy = FirewallPolicy.Accept }] };
        Assert.Equal(Passage.Accepted, new FirewallWalk(open).Receive(Vxlan).Passage);
    }

    private static FirewallWalk Iptables(string text) => new(new FirewallText { Iptables = text }.Read()!);
}
