using NetAudit.Cluster;
using NetAudit.Library.Tests.Findings.Flannel;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.Cluster.ClusterHosts;
using static NetAudit.Library.Tests.SnapshotBuilder;

namespace NetAudit.Library.Tests.Cluster.Rules;

public sealed class OneWayPeerTests
{
    private static HostSnapshot WithoutPeers(HostSnapshot host) => host.Without(route => route.Device == "flannel.1").Entries([], []);

    [Fact]
    public void Hosts_that_have_each_other_give_nothing()
    {
        Assert.Empty(Find<OneWayPeer>(Flannel(1), Flannel(2)));
        Assert.Empty(Find<OneWayPeer>(Swarm(1), Swarm(2)));
        Assert.Empty(Find<OneWayPeer>(Calico(1), Calico(2)));
    }

    [Fact]
    public void A_host_of_Flannel_that_lacks_its_peer_is_named()
    {
        var found = Assert.Single(Find<OneWayPeer>(Flannel(1), WithoutPeers(Flannel(2))));

        Assert.Equal(
            "Containers on fl2 don't reach those on fl1, whose packets get no answer: fl1 has fl2 as a peer, but fl2 "
                + "has neither route nor entry for 10.5.1.0/24.",
            found.Finding.Message
        );
        Assert.Equal(["fl2", "fl1"], found.Hosts);
    }

    [Fact]
    public void Where_neighbours_were_not_seen_nothing_is_missing() =>
        Assert.Empty(Find<OneWayPeer>(Flannel(1), WithoutPeers(Flannel(2)).Entries(null!, null!)));

    [Fact]
    public void A_node_whose_network_lacks_another_one_is_named() =>
        Assert.Equal(
            "Containers on sw2 don't reach those on sw1, whose packets get no answer: sw1 has sw2 as a peer, but sw2 "
                + "doesn't have 192.0.2.1 as a peer of network ov1.",
            Assert.Single(Find<OneWayPeer>(Swarm(1), Swarm(2).WithPeers("192.0.2.2"))).Finding.Message
        );

    [Fact]
    public void A_host_of_Calico_without_a_route_back_is_named() =>
        Assert.Equal(
            "Containers on ca2 don't reach those on ca1, whose packets get no answer: ca1 has ca2 as a peer, but ca2 "
                + "has no route to 10.1.1.0/26.",
            Assert.Single(Find<OneWayPeer>(Calico(1), Calico(2).Without(route => route.Gateway is not null))).Finding.Message
        );

    private static HostSnapshot Calico(int number) =>
        Host()
            .Change("eth0", link => link with { MacAddress = $"02:00:00:00:00:0{number}", Addresses = [Address($"192.0.2.{number}/24")] })
            .With(Process("calico-felix"))
            .With(
                Route($"10.1.{number}.0/26", null, null, "bird", "blackhole"),
                Route($"10.1.{3 - number}.0/26", "eth0", $"192.0.2.{3 - number}", "bird")
            ) with
        {
            Host = $"ca{number}",
        };
}
