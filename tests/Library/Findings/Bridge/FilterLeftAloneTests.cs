using NetAudit.Findings;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Bridge;

public sealed class FilterLeftAloneTests
{
    [Fact]
    public void Where_the_engine_sets_up_its_rules_nothing_is_said() => Assert.Empty(PlainHost.Sound.Find<FilterLeftAlone>());

    [Fact]
    public void An_engine_that_leaves_iptables_alone_lets_nobody_out_where_nobody_masquerades()
    {
        var host = LeftAlone(PlainHost.Sound.Keep(_ => false));
        var finding = Assert.Single(host.Find<FilterLeftAlone>());

        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal(
            "Containers on networks br1, br6, bridge, bropts reach nothing beyond this host: the engine is set to leave "
                + "iptables alone, and no other rule accepts and masquerades their packets by eth0.",
            finding.Message
        );
        Assert.Empty(host.Find<EngineRulesGone>());
    }

    [Fact]
    public void Where_somebody_else_masquerades_it_is_sound() =>
        Assert.Empty(LeftAlone(PlainHost.Sound.Keep(_ => false).Before("nat POSTROUTING -o eth0 -j MASQUERADE")).Find<FilterLeftAlone>());

    private static HostSnapshot LeftAlone(HostSnapshot host) =>
        host with
        {
            Files =
            [
                new HostFile
                {
                    Path = "/etc/docker/daemon.json",
                    Settings = new Dictionary<string, string> { ["iptables"] = "false" },
                },
            ],
        };
}
