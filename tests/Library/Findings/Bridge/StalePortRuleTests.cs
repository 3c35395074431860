using NetAudit.Findings;
using NetAudit.Model;

namespace NetAudit.Library.Tests.Findings.Bridge;

public sealed class StalePortRuleTests
{
    [Fact]
    public void On_a_sound_host_nothing_is_said() => Assert.Empty(PlainHost.Sound.Find<StalePortRule>());

    [Fact]
    public void A_rule_to_an_address_that_nobody_has_was_left()
    {
        var host = PlainHost.Sound.After("nat DOCKER ! -i docker0 -p tcp -m tcp --dport 7777 -j DNAT --to-destination 172.17.0.77:80");
        var finding = Assert.Single(host.Find<StalePortRule>());

        Assert.Equal((Severity.Warning, "7777"), (finding.Severity, finding.Subject.Name));
        Assert.Equal(
            "Connections to port 7777 of this host hang: a rule that the engine left behind leads them to "
                + "172.17.0.77 on network bridge, which no container has.",
            finding.Message
        );
    }

    [Fact]
    public void A_rule_to_an_address_beyond_the_bridges_is_somebodys_own() =>
        Assert.Empty(
            PlainHost
                .Sound.After("nat DOCKER ! -i docker0 -p tcp -m tcp --dport 7777 -j DNAT --to-destination 203.0.113.7:80")
                .Find<StalePortRule>()
        );
}
