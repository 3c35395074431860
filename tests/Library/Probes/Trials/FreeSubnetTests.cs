using NetAudit.Model;
using NetAudit.Probes.Trials;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Probes.Trials;

public sealed class FreeSubnetTests
{
    public static TheoryData<string> Hosts => RecordedHosts.All;

    [Theory]
    [MemberData(nameof(Hosts))]
    public void They_touch_no_network_address_or_route_of_any_recorded_host(string name)
    {
        var host = RecordedHosts.Read(name);
        var free = FreeSubnet.Choose(host, 2);

        Assert.Equal(free, FreeSubnet.Choose(host, 2));
        Assert.False(free[0].Overlaps(free[1]));
        var namespaces = host
            .ContainerNamespaces.Values.Concat(host.EngineNamespaces.Values)
            .Append(host.HostNamespace)
            .OfType<NetworkNamespace>()
            .ToList();
        var used = (host.Networks ?? [])
            .SelectMany(network => network.Pools ?? [])
            .Select(pool => pool.Subnet)
            .Concat(namespaces.SelectMany(one => one.Links ?? []).SelectMany(link => link.Addresses).Select(address => address.ToString()))
            .Concat(
                namespaces
                    .SelectMany(one => one.Routes ?? [])
                    .Where(route => route.Destination != "default")
                    .Select(route => route.Destination)
            )
            .Select(Subnet.Parse)
            .OfType<Subnet>()
            .Where(subnet => subnet.Length > 0);
        Assert.All(used, subnet => Assert.DoesNotContain(free, subnet.Overlaps));
        Assert.All(free, subnet => Assert.Equal(28, subnet.Length));
    }

    [Fact]
    public void What_a_route_a_network_or_an_address_has_is_passed_over()
    {
        var host = SnapshotBuilder
            .Host(SnapshotBuilder.Link("eth1", null, 3) with { Addresses = [SnapshotBuilder.Address("198.18.0.17/24")] })
            .With(
                new Route
                {
                    Family = 4,
                    Destination = "198.18.2.0/23",
                    Device = "eth0",
                }
            )
            .With(SnapshotBuilder.Network("ov", "overlay", "198.18.1.0/24"));

        Assert.Equal(["198.18.4.0/28", "198.18.4.16/28"], FreeSubnet.Choose(host, 2).Select(subnet => subnet.ToString()));
    }

    [Fact]
    public void A_range_that_is_somebodys_is_left_for_the_next()
    {
        var host = SnapshotBuilder
            .Host()
            .With(
                new Route
                {
                    Family = 4,
                    Destination = "198.16.0.0/12",
                    Device = "tun0",
                }
            );

        Assert.Equal("192.168.192.0/28", Assert.Single(FreeSubnet.Choose(host, 1)).ToString());
    }

    [Theory]
    [InlineData("default")]
    [InlineData("0.0.0.0/1")]
    public void The_way_to_everywhere_takes_nothing(string destination)
    {
        var host = SnapshotBuilder
            .Host()
            .With(
                new Route
                {
                    Family = 4,
                    Destination = destination,
                    Gateway = "192.0.2.254",
                    Device = "eth0",
                }
            );

        Assert.Equal("198.18.0.0/28", FreeSubnet.Choose(host, 1)[0].ToString());
    }

    [Fact]
    public void Where_all_is_taken_there_is_none()
    {
        var host = SnapshotBuilder
            .Host()
            .With([
                .. new[] { "198.0.0.0/8", "192.0.0.0/8", "172.0.0.0/8", "10.0.0.0/8" }.Select(range => new Route
                {
                    Family = 4,
                    Destination = range,
                    Device = "eth0",
                }),
            ]);

        Assert.Empty(FreeSubnet.Choose(host, 1));
    }
}
