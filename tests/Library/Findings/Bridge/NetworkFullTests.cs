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

    [Fact]
    public void A_bridge_gets_a_larger_range_that_is_free_and_keeps_the_rest()
    {
        var finding = Assert.Single(Full("bridge", "10.9.0.0/29", range: null).Find<NetworkFull>());

        Assert.StartsWith(
            "docker network rm small && docker network create --subnet 10.213.0.0/24 small # its containers must leave it first",
            finding.Remediation
        );
        Assert.Equal(Basis.Declared, finding.Basis);
    }

    [Fact]
    public void A_part_of_the_lans_subnet_that_is_given_out_becomes_all_of_it()
    {
        var part = Assert.Single(Full("macvlan", "10.9.0.0/24", "10.9.0.0/29").Find<NetworkFull>());
        var all = Assert.Single(Full("macvlan", "10.9.0.0/29", range: null).Find<NetworkFull>());

        Assert.Equal(
            "docker network rm small && docker network create --driver macvlan --subnet 10.9.0.0/24 small # all of 10.9.0.0/24, if no "
                + "other machine has addresses of it; its containers must leave it first",
            part.Remediation
        );
        Assert.StartsWith("Stop containers that aren't needed", all.Remediation);
    }

    private static HostSnapshot Full(string driver, string subnet, string? range)
    {
        var pool = new IpamPool
        {
            Subnet = subnet,
            Range = range,
            Gateway = "10.9.0.1",
        };
        var host = SnapshotBuilder.Host().With(SnapshotBuilder.Network("small", driver, subnet) with { Pools = [pool] });
        foreach (var number in Enumerable.Range(2, 6))
        {
            host = host.With(SnapshotBuilder.Container($"c{number}", "small", SnapshotBuilder.Endpoint("small", $"10.9.0.{number}")));
        }

        return host;
    }
}
