using NetAudit.Collection.Formats;
using NetAudit.Snapshots;
using static NetAudit.Snapshots.FirewallMatchKind;

namespace NetAudit.Library.Tests.Collection.Formats;

public sealed class IptablesRuleTextTests
{
    [Theory]
    [InlineData("-d 10.50.4.2/32 ! -i docker0 -j DROP", "Destination 10.50.4.2/32; not InLink docker0", "Drop")]
    [InlineData("-i veth+ -p tcp -m tcp --dport 1024: -j ACCEPT", "InLink veth*; Protocol tcp; DestinationPort 1024-65535", "Accept")]
    [InlineData("-p udp -m multiport --dports 53,1000:2000 -j RETURN", "Protocol udp; DestinationPort 53 1000-2000", "Return")]
    [InlineData("-m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT", "ConntrackState related established", "Accept")]
    [InlineData("-m mark --mark 0x4000/0x4000 -m comment --comment \"flanneld masq\" -j RETURN", "Mark 0x4000/0x4000", "Return")]
    [InlineData("! -s 10.0.0.0/8 -m addrtype --dst-type LOCAL -g DOCKER", "not Source 10.0.0.0/8; DestinationType local", "Goto DOCKER")]
    [InlineData("-p 4 -j DOCKER", "Protocol ipip", "Jump DOCKER")]
    [InlineData(
        "-p tcp -m tcp --tcp-flags FIN,SYN,RST,ACK SYN -j REJECT --reject-with tcp-reset",
        "Protocol tcp; TcpFlags syn/fin,syn,rst,ack",
        "Reject tcp-reset"
    )]
    [InlineData("-m set ! --match-set blocked src,dst -j DROP", "not IpSet src dst in blocked", "Drop")]
    [InlineData("-m policy --dir in --pol none -j DROP", "IpsecPolicy in none", "Drop")]
    [InlineData("-m limit --limit 5/min -j LOG --log-prefix \"a -j DROP\"", "Unknown limit", "Harmless a -j DROP")]
    [InlineData("-m conntrack --ctorigdstport 80 -j ACCEPT", "Unknown conntrack --ctorigdstport", "Accept")]
    [InlineData(
        "-m u32 --u32 \"0x0>>0x16&0x3c@0xc&0xffffff00=0x100500\" -j MARK --set-xmark 0xd0c4e3",
        "VxlanId 4101",
        "SetMark 0xd0c4e3/0xffffffff"
    )]
    [InlineData("-j MARK --set-xmark 0x1/0x3", "", "SetMark 0x1/0x3")]
    [InlineData("-j NOSUCH", "", "Unknown")]
    [InlineData("-i eth0", "InLink eth0", "")]
    public void A_rule_is_its_matches_and_its_target(string text, string matches, string target)
    {
        var rule = Read(text);

        Assert.Equal(matches, string.Join("; ", rule.Matches.Select(MatchWords.Of)));
        Assert.Equal(target, string.Join("; ", rule.Targets.Select(MatchWords.Of)));
    }

    [Fact]
    public void The_engines_byte_code_for_one_overlay_network_is_read_as_its_identifier()
    {
        const string ByteCode = "7,32 0 0 4294963252,7 0 0 0,64 0 0 4,116 0 0 8,21 1 0 4099,6 0 0 0,6 0 0 4294967295";

        Assert.Equal(["4099"], Read($"-p udp -m bpf --bytecode \"{ByteCode}\" -j DROP").Values(VxlanId));
    }

    [Fact]
    public void Comments_are_kept_apart_from_matches()
    {
        Assert.Equal("say \"-j DROP\"", Read("-m comment --comment \"say \\\"-j DROP\\\"\" -j ACCEPT").Comment);
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("-j")]
    [InlineData("! ! -i")]
    [InlineData("--dport , -m -p")]
    [InlineData("-m multiport --dports 80,,:")]
    [InlineData("-m policy --pol none --dir")]
    [InlineData("-j MARK --set-xmark zero")]
    public void Rubbish_is_never_taken_for_a_rule_that_ends_a_packet(string text)
    {
        Assert.DoesNotContain(Read(text).Targets, target => target.Kind is FirewallTargetKind.Drop or FirewallTargetKind.Accept);
    }

    private static FirewallRule Read(string text)
    {
        var rule = new FirewallRule
        {
            Tool = FirewallTool.Iptables,
            Table = "filter",
            Chain = "x",
            Text = text,
        };
        return IptablesRuleText.Read(rule, chain => chain == "DOCKER");
    }
}
