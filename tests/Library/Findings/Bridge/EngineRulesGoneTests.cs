using NetAudit.Findings;
using NetAudit.Model;
using NetAudit.Rows;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Bridge;

public sealed class EngineRulesGoneTests
{
    [Fact]
    public void Where_they_stand_nothing_is_said() => Assert.Empty(PlainHost.Sound.Find<EngineRulesGone>());

    [Fact]
    public void A_flush_is_one_Error_that_names_the_networks_and_ports_it_cuts_off()
    {
        var flushed = PlainHost.Sound.Keep(_ => false).Policy("filter", "FORWARD", FirewallPolicy.Drop);
        var errors = HostAudit.Findings(flushed).Where(finding => finding.Severity == Severity.Error).ToList();

        var finding = Assert.Single(errors);
        Assert.Equal("EngineRulesGone", finding.Rule);
        Assert.Equal(
            "Networks br1, br6, bridge, brint, bropts, brrouted no longer work as the engine set them up: its rules "
                + "in table filter and table nat are gone, as after a flush or a reload of another firewall. The "
                + "same cause breaks network br1 (BridgeWayOutDropped), network br6 (BridgeWayOutDropped), network bridge "
                + "(BridgeWayOutDropped), network bropts (BridgeWayOutDropped), network brrouted (BridgeWayOutDropped), "
                + "network br1 (OutgoingDropped) and 4 more too.",
            finding.Message
        );
        Assert.Equal(
            "systemctl restart docker # sets all of the engine's rules up again (live-restore keeps containers "
                + "running); start it after the program that flushes them: for firewalld, PartOf=firewalld.service in a "
                + "drop-in of docker.service; for a script, iptables-restore --noflush",
            finding.Remediation
        );
    }

    [Theory]
    [InlineData("filter", "its rules in table filter are gone")]
    [InlineData("nat", "its rules in table nat are gone")]
    public void A_flush_of_one_table_is_told_of_that_one(string table, string words) =>
        Assert.Contains(
            words,
            Assert.Single(PlainHost.Sound.Keep(rule => rule.Table != table).Find<EngineRulesGone>()).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Chains_of_another_tool_do_not_lead_to_the_engines()
    {
        var host = PlainHost.Sound.Keep(rule => rule.Chain != "FORWARD").Before("filter FORWARD -i eth9 -j ACCEPT");

        Assert.Equal(
            "Networks br1, br6, bridge, brint, bropts, brrouted no longer work as the engine set them up: its rules "
                + "in table filter are gone, as after a flush or a reload of another firewall.",
            Assert.Single(host.Find<EngineRulesGone>()).Message
        );
    }

    [Fact]
    public void Without_containers_on_bridges_nothing_is_missed() =>
        Assert.Empty((PlainHost.Sound.Keep(_ => false) with { Containers = [] }).Find<EngineRulesGone>());

    [Fact]
    public void Rules_for_IPv6_do_not_stand_for_those_for_IPv4()
    {
        var host = PlainHost.Sound.Here(here =>
            here with
            {
                Firewall = here.Firewall! with
                {
                    Rules =
                    [
                        .. here.Firewall!.Rules.Select(rule => rule.Table == "nat" ? rule with { Family = FirewallFamily.Ip6 } : rule),
                    ],
                },
            }
        );

        Assert.Contains("its rules in table nat are gone", Assert.Single(host.Find<EngineRulesGone>()).Message, StringComparison.Ordinal);
    }
}
