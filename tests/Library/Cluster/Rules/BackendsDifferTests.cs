using NetAudit.Cluster;
using NetAudit.Library.Tests.Findings.Flannel;
using static NetAudit.Library.Tests.Cluster.ClusterHosts;
using static NetAudit.Library.Tests.SnapshotBuilder;

namespace NetAudit.Library.Tests.Cluster.Rules;

public sealed class BackendsDifferTests
{
    [Fact]
    public void One_backend_gives_nothing() => Assert.Empty(Find<BackendsDiffer>(Flannel(1), Flannel(2)));

    [Fact]
    public void Two_backends_are_named_with_their_hosts()
    {
        var routed = Flannel(2)
            .Entries([], [])
            .Without(route => route.Device == "flannel.1")
            .With(Route("10.5.1.0/24", "eth0", "192.0.2.1"));
        routed = routed with
        {
            HostNamespace = routed.HostNamespace! with { Links = [.. routed.HostNamespace.Links!.Where(link => link.Name != "flannel.1")] },
        };

        Assert.Equal(
            "Containers on these hosts don't reach each other, because flanneld ignores leases of other backends "
                + "than its own: vxlan on fl1; host-gw on fl2.",
            Assert.Single(Find<BackendsDiffer>(Flannel(1), routed)).Finding.Message
        );
    }
}
