using NetAudit.Findings;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.Findings.Bridge.SettingsHost;

namespace NetAudit.Library.Tests.Findings.Bridge;

public sealed class BridgeFilterOffTests
{
    [Theory]
    [InlineData(0, "iptables", 1)]
    [InlineData(1, "iptables", 0)]
    [InlineData(0, "nftables", 0)]
    public void A_network_that_keeps_containers_apart_needs_bridged_packets_in_iptables(int setting, string backend, int findings)
    {
        var host = With((SysctlNames.BridgeNfIptables, setting))
            .With(SnapshotBuilder.Container("c2", "br1", SnapshotBuilder.Endpoint("br1", "10.1.0.3")));
        host = host with
        {
            Engine = host.Engine! with { FirewallBackend = backend },
            Networks = [.. host.Networks!.Select(network => network.Name == "br1" ? Apart(network) : network)],
        };

        Assert.Equal(findings, host.Find<BridgeFilterOff>().Count);
    }

    [Fact]
    public void Containers_that_may_talk_need_no_such_setting()
    {
        var host = With((SysctlNames.BridgeNfIptables, 0))
            .With(SnapshotBuilder.Container("c2", "br1", SnapshotBuilder.Endpoint("br1", "10.1.0.3")));

        Assert.Empty(host.Find<BridgeFilterOff>());
    }

    private static Network Apart(Network network) =>
        network with
        {
            Options = new Dictionary<string, string>(network.Options.ToDictionary(pair => pair.Key, pair => pair.Value))
            {
                ["com.docker.network.bridge.enable_icc"] = "false",
            },
        };
}
