using NetAudit.Findings;
using NetAudit.Model;
using static NetAudit.Library.Tests.Findings.Firewall.FirewallHosts;

namespace NetAudit.Library.Tests.Findings.Firewall;

public sealed class GossipPortFilteredTests
{
    [Theory]
    [InlineData(Closed + Tracked, Severity.Warning)]
    [InlineData(Closed, Severity.Error)]
    public void Gossip_passes_in_part_where_both_nodes_begin_and_connections_are_tracked(string rules, Severity expected)
    {
        const string Open = "-A INPUT -p tcp -m tcp --dport 7946 -j ACCEPT\n-A INPUT -p udp -m udp --dport 7946 -j ACCEPT";
        var finding = Assert.Single(SoundSwarm.WithFilter(rules).Find<GossipPortFiltered>());

        Assert.Equal(expected, finding.Severity);
        Assert.Contains("TCP 7946 (gossip) and UDP 7946 (gossip)", finding.Message, StringComparison.Ordinal);
        Assert.Empty(SoundSwarm.WithFilter(rules + Open).Find<GossipPortFiltered>());
    }
}
