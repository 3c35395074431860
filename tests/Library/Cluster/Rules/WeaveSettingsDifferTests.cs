using NetAudit.Cluster;
using static NetAudit.Library.Tests.Cluster.ClusterHosts;

namespace NetAudit.Library.Tests.Cluster.Rules;

public sealed class WeaveSettingsDifferTests
{
    [Fact]
    public void Routers_with_different_ranges_refuse_each_other()
    {
        var other = Weave(2, "66:00:00:00:00:02", "10.2.0.0/16");

        Assert.Equal(
            "Containers on node1 and node2 don't reach each other, because their Weave routers refuse each other: "
                + "node1 gives addresses from 10.32.0.0/12, node2 from 10.2.0.0/16.",
            Assert.Single(Find<WeaveSettingsDiffer>(Weave(1, "66:00:00:00:00:01"), other)).Finding.Message
        );
    }

    [Fact]
    public void One_range_gives_nothing() =>
        Assert.Empty(Find<WeaveSettingsDiffer>(Weave(1, "66:00:00:00:00:01"), Weave(2, "66:00:00:00:00:02")));
}
