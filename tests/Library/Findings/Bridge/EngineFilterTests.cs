using NetAudit.Findings;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.Findings.Bridge.BridgeHost;

namespace NetAudit.Library.Tests.Findings.Bridge;

public sealed class EngineFilterTests
{
    [Fact]
    public void An_engine_that_is_to_leave_the_rules_alone_is_not_blamed_for_them()
    {
        var host = WithRules(_ => false);
        var settings = new Dictionary<string, string> { ["iptables"] = "false" };
        host = host with { Files = [new HostFile { Path = "/etc/docker/daemon.json", Settings = settings }] };

        Assert.Empty(host.Find<BridgeWayOutDropped>());
        Assert.Empty(host.Find<MasqueradeMissing>());
        Assert.Empty(host.Find<ContainerPortDead>());
    }
}
