using NetAudit.Collection.Formats;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Collection.Formats;

public sealed class NftRuleTextTests
{
    private const string Sets = """
        table inet fw {
        	set peers {
        		type ipv4_addr
        		flags interval
        		elements = { 10.0.0.1, 10.1.0.0/16 counter packets 3 bytes 9,
        			     10.2.0.1-10.2.0.9 comment "a, b" }
        	}
        	set empty {
        		type ipv4_addr
        	}
        	map jumps {
        		type ifname : verdict
        		elements = { "docker0" : jump in__docker0, "Br1" : accept }
        	}
        	chain input {
        		type filter hook input priority filter + 10; policy drop;
        	}
        	chain pre {
        		type nat hook prerouting priority -101;
        	}
        }
        """;

    [Theory]
    [InlineData(
        "ip daddr 10.50.70.2 iifname != { \"br-1\", \"flannel.1\" } drop comment \"DROP DIRECT ACCESS\"",
        "NetworkProtocol ipv4; Destination 10.50.70.2; not InLink br-1 flannel.1",
        "Drop"
    )]
    [InlineData("ct state established,related accept", "ConntrackState established related", "Accept")]
    [InlineData("tcp dport { 22, 80-90 } accept", "Protocol tcp; DestinationPort 22 80-90", "Accept")]
    [InlineData("tcp dport >= 1024 drop", "Protocol tcp; DestinationPort 1024-65535", "Drop")]
    [InlineData("meta l4proto { tcp, 50 } return", "Protocol tcp esp", "Return")]
    [InlineData("iifname \"flannel.1\" meta mark set 0x00000001", "InLink flannel.1", "SetMark 0x1/0xffffffff")]
    [InlineData("meta mark set meta mark | 0x10 accept", "", "SetMark 0x10/0x10; Accept")]
    [InlineData("meta mark & 0x00004000 == 0x00004000 return", "Mark 0x4000/0x4000", "Return")]
    [InlineData("meta mark != 0x1 drop", "not Mark 0x1/0xffffffff", "Drop")]
    [InlineData("ip saddr @peers jump x", "NetworkProtocol ipv4; Source in peers", "Jump x")]
    [InlineData("oifname vmap @filter-forward-in-jumps", "", "VerdictMap of OutLink @filter-forward-in-jumps")]
    [InlineData(
        "ct state vmap { established : accept, invalid : goto y }",
        "",
        "VerdictMap of ConntrackState established:Accept invalid:Goto y"
    )]
    [InlineData("ip saddr . tcp dport @pairs accept", "NetworkProtocol ipv4; Protocol tcp; Unknown ip", "Accept")]
    [InlineData("limit rate 5/second burst 5 packets accept", "Unknown limit", "Accept")]
    [InlineData("tcp flags syn / fin,syn,rst,ack drop", "Protocol tcp; TcpFlags syn/fin,syn,rst,ack", "Drop")]
    [InlineData("tcp flags & (fin | syn) == syn drop", "Protocol tcp; TcpFlags syn/fin,syn", "Drop")]
    [InlineData("fib daddr type local jump x", "DestinationType local", "Jump x")]
    [InlineData("log prefix \"drop \" level info drop", "", "Harmless; Drop")]
    [InlineData(
        "ip6 daddr fe80::/10 reject with icmpv6 type no-route",
        "NetworkProtocol ipv6; Destination fe80::/10",
        "Reject icmpv6 type no-route"
    )]
    [InlineData("tcp dport 80 dnat to 10.0.0.2:8080", "Protocol tcp; DestinationPort 80", "Dnat 10.0.0.2:8080")]
    [InlineData(
        "meta mark set 0x1 tcp dport 80 accept",
        "Unknown a match after a change; Protocol tcp; DestinationPort 80",
        "SetMark 0x1/0xffffffff; Accept"
    )]
    [InlineData("meta mark set jhash ip saddr mod 2 tcp dport 80 accept", "Unknown meta", "SetUnknownMark; Accept")]
    [InlineData("log prefix \"a\" flags all tcp dport 80 accept", "Protocol tcp; DestinationPort 80", "Harmless; Accept")]
    [InlineData("tcp flags syn tcp option maxseg size set rt mtu", "Protocol tcp; not TcpFlags /syn", "Harmless")]
    [InlineData("reject with icmp port-unreachable", "NetworkProtocol ipv4", "Reject icmp port-unreachable")]
    [InlineData("meta length > 1 tcp dport 80 drop", "Unknown meta; Protocol tcp; DestinationPort 80", "Drop")]
    [InlineData("numgen random mod 2 vmap { 0 : drop, 1 : accept }", "Unknown numgen", "Unknown")]
    [InlineData("limit rate over 10/second burst 5 packets tcp dport 80 drop", "Unknown limit; Protocol tcp; DestinationPort 80", "Drop")]
    [InlineData("xt match \"physdev\" drop", "Unknown xt", "Drop")]
    public void A_rule_is_its_matches_and_its_targets(string text, string matches, string targets)
    {
        var rule = NftRuleText.Read(
            new()
            {
                Tool = FirewallTool.Nft,
                Table = "t",
                Chain = "c",
                Text = text,
            }
        );

        Assert.Equal(matches, string.Join("; ", rule.Matches.Select(MatchWords.Of)));
        Assert.Equal(targets, string.Join("; ", rule.Targets.Select(MatchWords.Of)));
    }

    [Fact]
    public void Named_sets_and_maps_are_read_with_their_elements()
    {
        var sets = new FirewallText { Nft = Sets }
            .Read()!
            .Sets;

        Assert.Equal(["peers", "empty", "jumps"], sets.Select(set => set.Name));
        Assert.Equal(["10.0.0.1", "10.1.0.0/16", "10.2.0.1-10.2.0.9"], sets[0].Elements!.Select(element => element.Key.Single()));
        Assert.Empty(sets[1].Elements!);
        Assert.Equal(["docker0", "Br1"], sets[2].Elements!.Select(element => element.Key.Single()));
        Assert.Equal(["Jump in__docker0", "Accept"], sets[2].Elements!.Select(element => MatchWords.Of(element.Target!)));
    }

    [Fact]
    public void Base_chains_are_read_with_hook_priority_type_and_policy()
    {
        var chains = new FirewallText { Nft = Sets }
            .Read()!
            .Chains;

        Assert.Equal(
            [
                (FirewallHook.Input, 10, FirewallChainType.Filter, FirewallPolicy.Drop),
                (FirewallHook.Prerouting, -101, FirewallChainType.Nat, FirewallPolicy.Accept),
            ],
            chains.Select(chain => (chain.Hook!.Value, chain.Priority!.Value, chain.Type!.Value, chain.Policy!.Value))
        );
    }

    [Fact]
    public void A_table_with_blanks_without_end_is_read_in_time()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        new FirewallText { Nft = "table ip x" + new string(' ', 400_000) + "y" }.Read();
        new FirewallText { Nft = "table ip x {\n chain y {\n" + string.Concat(Enumerable.Repeat("ip saddr . ", 100_000)) }.Read();
        var nested = string.Concat(Enumerable.Repeat("{ a : ", 30_000));
        new FirewallText { Nft = "table ip x {\n chain y {\n ct state vmap { " + nested }.Read();

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }
}
