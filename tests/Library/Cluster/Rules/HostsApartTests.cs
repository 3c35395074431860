using NetAudit.Cluster;
using static NetAudit.Library.Tests.Cluster.ClusterHosts;

namespace NetAudit.Library.Tests.Cluster.Rules;

public sealed class HostsApartTests
{
    [Fact]
    public void Hosts_that_are_peers_give_nothing() => Assert.Empty(Find<HostsApart>(Swarm(1), Swarm(2)));

    [Fact]
    public void Hosts_of_one_network_that_do_not_have_each_other_are_named()
    {
        var found = Assert.Single(Find<HostsApart>(Swarm(1).WithPeers("192.0.2.1"), Swarm(2).WithPeers("192.0.2.2")));

        Assert.Equal(
            "Containers of ov1 on sw1 and sw2 don't reach each other: neither host has the other as a peer.",
            found.Finding.Message
        );
        Assert.Equal(["sw1", "sw2"], found.Hosts);
    }

    [Fact]
    public void A_host_that_is_apart_from_many_is_told_once()
    {
        var hosts = Enumerable.Range(1, 20).Select(number => Swarm(number).WithPeers($"192.0.2.{number}"));

        var found = Find<HostsApart>([.. hosts]);

        Assert.Equal(11 + 36, found.Count);
        Assert.StartsWith("Containers of ov1 on sw1 don't reach those on 19 hosts (sw2, sw3, ", found[0].Finding.Message);
        Assert.Equal(20, found[0].Hosts.Count);
    }
}
