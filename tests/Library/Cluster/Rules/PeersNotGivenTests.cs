using NetAudit.Cluster;
using NetAudit.Library.Tests.Findings;
using NetAudit.Model;
using static NetAudit.Library.Tests.Cluster.ClusterHosts;

namespace NetAudit.Library.Tests.Cluster.Rules;

public sealed class PeersNotGivenTests
{
    [Fact]
    public void A_whole_cluster_lacks_nobody()
    {
        Assert.Empty(Find<PeersNotGiven>(Flannel(1), Flannel(2)));
        Assert.Empty(Find<PeersNotGiven>(Swarm(1), Swarm(2)));
    }

    [Fact]
    public void Peers_that_were_not_given_are_named()
    {
        var found = Assert.Single(
            Find<PeersNotGiven>(
                TroubledHost.Recorded("weave-sleeve-encrypted/node1"),
                TroubledHost.Recorded("weave-sleeve-encrypted/node4")
            )
        );

        Assert.Equal(Severity.Information, found.Finding.Severity);
        Assert.Equal(
            "The audit lacks 2 peers of node1, node4: node2 (3a:2c:46:bd:26:7f), node3 (62:5d:e5:d1:c2:f3).",
            found.Finding.Message
        );
    }

    [Fact]
    public void A_node_of_a_swarm_is_called_by_its_address() =>
        Assert.Equal(
            "The audit lacks 1 peer of sw1, sw2: 192.0.2.3.",
            Assert.Single(Find<PeersNotGiven>(Swarm(1), Swarm(2).WithPeers("192.0.2.1", "192.0.2.3"))).Finding.Message
        );
}
