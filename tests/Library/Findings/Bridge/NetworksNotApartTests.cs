using NetAudit.Findings;
using NetAudit.Model;

namespace NetAudit.Library.Tests.Findings.Bridge;

public sealed class NetworksNotApartTests
{
    [Fact]
    public void Where_the_engine_keeps_them_apart_nothing_is_said() => Assert.Empty(PlainHost.Sound.Find<NetworksNotApart>());

    [Fact]
    public void Networks_that_are_no_longer_kept_apart_are_named()
    {
        var host = PlainHost.Sound.Keep(rule => rule.Table == "nat");
        var finding = Assert.Single(host.Find<NetworksNotApart>());

        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal(
            "Containers on networks br1, br6, bridge, bropts reach each other across networks, even at ports that aren't "
                + "published: the engine's rules that separate its networks are missing.",
            finding.Message
        );
        Assert.DoesNotContain("brrouted", finding.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("brint", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_somebodys_own_rule_lets_networks_talk_it_is_meant() =>
        Assert.Empty(PlainHost.Sound.Keep(rule => rule.Table == "nat").Before("filter FORWARD -j ACCEPT").Find<NetworksNotApart>());
}
