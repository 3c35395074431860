using NetAudit.Findings;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Bridge;

public sealed class NetworkFullTests
{
    [Theory]
    [InlineData("engine28-plain/md1")]
    [InlineData("overlay-swarm/sw1")]
    public void On_a_sound_host_nothing_is_said(string name) => Assert.Empty(TroubledHost.Recorded(name).Find<NetworkFull>());

    [Theory]
    [InlineData("10.9.0.0/29", 5, Severity.Error)]
    [InlineData("10.9.0.0/29", 4, null)]
    [InlineData("10.9.0.0/27", 28, Severity.Warning)]
    public void A_network_whose_addresses_are_used_up_is_named(string subnet, int containers, Severity? severity)
    {
        var network = SnapshotBuilder.Network("small", "bridge", subnet) with
        {
            Pools = [new IpamPool { Subnet = subnet, Gateway = "10.9.0.1" }],
        };
        var host = SnapshotBuilder.Host().With(network);
        foreach (var number in Enumerable.Range(2, containers))
        {
            host = host.With(SnapshotBuilder.Container($"c{number}", "small", SnapshotBuilder.Endpoint("small", $"10.9.0.{number}")));
        }

        Assert.Equal(severity, host.Find<NetworkFull>().SingleOrDefault()?.Severity);
    }
}
