using System.Net;
using NetAudit.Collection.Formats;
using NetAudit.Model;
using NetAudit.PacketPath.Filtering;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.PacketPath.Filtering;

public sealed class ChainRulesTests
{
    private static readonly string[] s_words =
    [
        "-d 10.0.{0}.2/32 ! -i br{0} -o br{0} -p tcp -m tcp --dport 80 -j ACCEPT",
        "-s 10.0.{0}.0/24 ! -o br{0} -j MASQUERADE",
        "-o br{0} -j DOCKER",
        "-i br{0} -j ACCEPT",
        "-i br{0}+ -j ACCEPT",
        "! -i br{0} -p tcp -m tcp --dport 2000{0} -j ACCEPT",
        "-p udp -m multiport --dports 53,2000{0} -j ACCEPT",
        "-m iprange --dst-range 10.0.{0}.1-10.0.{0}.9 -j DROP",
        "-d fd00:{0}::/64 -j ACCEPT",
        "-m conntrack --ctstate RELATED -j ACCEPT",
    ];

    private static readonly FirewallRule[] s_rules =
    [
        .. from number in Enumerable.Range(0, 9)
        from words in s_words
        select IptablesRuleText.Read(
            new FirewallRule
            {
                Tool = FirewallTool.Iptables,
                Table = "filter",
                Chain = "FORWARD",
                Text = string.Format(System.Globalization.CultureInfo.InvariantCulture, words, number),
            },
            name => name == "DOCKER"
        ),
    ];

    [Fact]
    public void No_rule_that_a_packet_may_meet_is_skipped()
    {
        var tables = new FirewallTables(new Firewall { Rules = s_rules });
        var chain = new ChainRules(s_rules);
        foreach (var packet in Packets())
        {
            var candidates = chain.Candidates(packet) ?? [.. Enumerable.Range(0, s_rules.Length)];
            var met = Enumerable.Range(0, s_rules.Length).Where(at => RuleMatching.Meets(tables, s_rules[at], packet) != false);

            Assert.Empty(met.Except(candidates));
            Assert.Equal(candidates.Order(), candidates);
        }
    }

    [Fact]
    public void Of_a_long_chain_most_are_skipped()
    {
        var packet = Packet("10.0.3.2", "10.0.4.2", "br3", "br4", 80);

        Assert.True(new ChainRules(s_rules).Candidates(packet)!.Count < s_rules.Length / 2);
    }

    [Fact]
    public void Of_a_packet_that_is_not_known_none_is_skipped()
    {
        var packet = Packet("10.0.3.2", "10.0.4.2", "br3", "br4", 80);

        Assert.Null(new ChainRules(s_rules).Candidates(packet with { OutLink = null }));
        Assert.Null(new ChainRules(s_rules).Candidates(packet with { Destination = null }));
        Assert.Null(new ChainRules(s_rules).Candidates(packet with { DestinationPort = null }));
    }

    private static IEnumerable<Packet> Packets() =>
        from source in new[] { "10.0.3.2", "192.0.2.7", "fd00:3::2" }
        from destination in new[] { "10.0.4.2", "10.0.4.9", "198.51.100.1", "fd00:4::2" }
        from inLink in new[] { "br3", "br33", "eth0", "" }
        from outLink in new[] { "br4", "eth0", "" }
        from port in new[] { 80, 20004, 53 }
        select Packet(source, destination, inLink, outLink, port);

    private static Packet Packet(string source, string destination, string inLink, string outLink, int port) =>
        new()
        {
            Protocol = IPProtocol.Tcp,
            Source = IPAddress.Parse(source),
            Destination = IPAddress.Parse(destination),
            InLink = inLink,
            OutLink = outLink,
            DestinationPort = port,
        };
}
