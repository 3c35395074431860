using NetAudit.Cluster;
using NetAudit.Library.Tests.Findings;
using NetAudit.Model;
using static NetAudit.Library.Tests.Cluster.ClusterHosts;

namespace NetAudit.Library.Tests.Cluster.Rules;

public sealed class RelayedHostsTests
{
    [Fact]
    public void Who_relays_between_recorded_hosts_is_told()
    {
        var hosts = new[] { "node1", "node2", "node3", "node4" }
            .Select(name => TroubledHost.Recorded("weave-sleeve-plain/" + name))
            .ToArray();

        var found = Assert.Single(Find<RelayedHosts>(hosts));
        Assert.Equal(Severity.Information, found.Finding.Severity);
        Assert.Equal(
            "node3 relays between hosts that don't reach each other: node1 to node4, node2 to node4, node4 to node1, "
                + "node4 to node2. Without it they are apart.",
            found.Finding.Message
        );
        Assert.Equal(["node1", "node2", "node4", "node3"], found.Hosts);
    }
}
