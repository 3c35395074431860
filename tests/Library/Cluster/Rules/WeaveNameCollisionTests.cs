using NetAudit.Cluster;
using static NetAudit.Library.Tests.Cluster.ClusterHosts;

namespace NetAudit.Library.Tests.Cluster.Rules;

public sealed class WeaveNameCollisionTests
{
    [Fact]
    public void Two_machines_whose_routers_have_one_name_are_named()
    {
        var found = Assert.Single(Find<WeaveNameCollision>(Weave(1, "66:00:00:00:00:01"), Weave(2, "66:00:00:00:00:01")));

        Assert.Equal(
            "Containers on node1 and node2 don't reach each other: both Weave routers have the name "
                + "66:00:00:00:00:01, so they never connect.",
            found.Finding.Message
        );
    }

    [Fact]
    public void Two_names_are_no_collision() =>
        Assert.Empty(Find<WeaveNameCollision>(Weave(1, "66:00:00:00:00:01"), Weave(2, "66:00:00:00:00:02")));
}
