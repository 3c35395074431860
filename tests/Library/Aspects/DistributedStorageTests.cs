using NetAudit.Model;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.SnapshotBuilder;

namespace NetAudit.Library.Tests.Aspects;

public sealed class DistributedStorageTests
{
    [Theory]
    [InlineData("engine28-swarm/md1", "DockerOverlay", "No: the swarm's managers keep the state", "Declared", FeatureStatus.Match)]
    [InlineData("overlay-kv/kv1", "DockerOverlay", "Yes: etcd at etcd://10.99.0.1:2379", "Observed", FeatureStatus.Mismatch)]
    [InlineData("flannel-vxlan/fl1", "Flannel", "Yes: etcd at http://10.99.0.1:2379", "Observed", FeatureStatus.Match)]
    [InlineData("weave-sleeve-plain/node1", "Weave", "No: its peers keep the state", "Declared", FeatureStatus.Match)]
    public void A_store_outside_is_named_with_how_it_was_seen(
        string host,
        string solution,
        string observed,
        string basis,
        FeatureStatus status
    )
    {
        var row = RecordedHosts.Read(host).Row(solution, "DistributedStorage", "current");

        Assert.Equal((observed, basis, status), (row.Observed, row.Basis, row.Status));
    }

    [Fact]
    public void Flannels_Kubernetes_subnet_manager_is_a_store()
    {
        var row = Flannel(Process("flanneld", "--ip-masq", "--kube-subnet-mgr")).Row("DistributedStorage");

        Assert.Equal("Yes: the Kubernetes API", row.Observed);
    }

    [Fact]
    public void Where_nothing_tells_of_a_store_that_cannot_be_told()
    {
        var row = (Flannel() with { Processes = null }).Row("DistributedStorage");

        Assert.Equal((FeatureStatus.Inconclusive, "Not seen"), (row.Status, row.Observed));
        Assert.Equal("Neither the agent's settings nor a connection to a store were seen.", row.Reason);
    }

    private static HostSnapshot Flannel(params HostProcess[] agents) =>
        Host(Vxlan("flannel.1", 1, 8472, 5)).With(Network("bridge", "bridge", "10.5.1.0/24")).With(agents) with
        {
            Files = [Lease("10.5.0.0/16", "10.5.1.1/24")],
        };
}
