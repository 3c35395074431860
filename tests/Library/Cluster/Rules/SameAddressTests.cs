using NetAudit.Cluster;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.Cluster.ClusterHosts;

namespace NetAudit.Library.Tests.Cluster.Rules;

public sealed class SameAddressTests
{
    private static HostSnapshot WithAddressOfTheFirst(HostSnapshot host) =>
        host with
        {
            Containers =
            [
                .. host.Containers!.Select(container =>
                    container with
                    {
                        Endpoints = [.. container.Endpoints.Select(endpoint => endpoint with { IPv4Address = "10.0.1.11" })],
                    }
                ),
            ],
        };

    [Fact]
    public void Containers_with_an_address_each_give_nothing() => Assert.Empty(Find<SameAddress>(Swarm(1), Swarm(2)));

    [Fact]
    public void One_address_on_two_hosts_is_named_with_both_containers() =>
        Assert.Equal(
            "Packets to 10.0.1.11 on network ov1 reach one of two containers: c1 on sw1 and c2 on sw2 both have the address.",
            Assert.Single(Find<SameAddress>(Swarm(1), WithAddressOfTheFirst(Swarm(2)))).Finding.Message
        );

    [Fact]
    public void An_hour_later_the_address_may_have_been_given_anew() =>
        Assert.Empty(
            Find<SameAddress>(Swarm(1), WithAddressOfTheFirst(Swarm(2)) with { CollectedAt = DateTimeOffset.UnixEpoch.AddHours(1) })
        );
}
