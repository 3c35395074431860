using NetAudit.Findings;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Overlaps;

public sealed class AddressPoolsUsedUpTests
{
    [Theory]
    [InlineData("28.5.2", "172.16.0.0/12", null, true)]
    [InlineData("28.5.2", "172.16.0.0/12", "192.0.2.254", false)]
    [InlineData("20.10.24+dfsg1", "172.16.0.0/12", "192.0.2.254", false)]
    [InlineData("20.10.14", "172.16.0.0/12", "192.0.2.254", true)]
    public void Pools_are_used_up_by_networks_and_by_routes_that_the_engine_avoids(string version, string range, string? via, bool usedUp)
    {
        var host = SnapshotBuilder.Host();
        AddressPool[] pools = [new("172.20.0.0/14", 16), new("10.77.0.0/23", 24)];
        host = host with { Engine = host.Engine! with { Version = version, DefaultAddressPools = pools } };
        host = host.With(SnapshotBuilder.Network("a", "bridge", "10.77.0.0/24"), SnapshotBuilder.Network("b", "bridge", "10.77.1.0/24"));
        host = host.WithRoute("tun0", "tun", range, via);

        Assert.Equal(usedUp ? 1 : 0, host.Find<AddressPoolsUsedUp>().Count);
        if (usedUp)
        {
            Assert.Equal(
                "The next network can't be created (docker network create, Compose, docker_gwbridge) unless it names a "
                    + "range of its own: all 6 subnets of the address pools are taken, 2 by networks, 4 by routes of the host.",
                host.Find<AddressPoolsUsedUp>()[0].Message
            );
        }
    }
}
