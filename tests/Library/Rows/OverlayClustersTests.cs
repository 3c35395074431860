using NetAudit.Rows;
using NetAudit.Solutions;

namespace NetAudit.Library.Tests.Rows;

/// <summary>The hosts that form one cluster, tested with recorded hosts.</summary>
public sealed class OverlayClustersTests
{
    [Fact]
    public void Hosts_of_two_clusters_are_two_rows_and_none_is_missing()
    {
        var clusters = Find("overlay-swarm/sw1", "overlay-swarm/sw2", "flannel-vxlan/fl1", "flannel-vxlan/fl2");

        Assert.Equal(["DockerOverlay: sw1, sw2; swarm; missing ", "Flannel: fl1, fl2; vxlan; missing "], clusters.Select(Line));
    }

    [Fact]
    public void A_host_alone_is_a_cluster_that_names_whom_it_knows()
    {
        Assert.Equal(["DockerOverlay: sw1; swarm; missing sw2 (10.99.0.2)"], Find("overlay-swarm/sw1").Select(Line));
        Assert.Equal(["Flannel: fl2; vxlan; missing 10.99.0.1"], Find("flannel-vxlan/fl2").Select(Line));
    }

    [Fact]
    public void A_worker_knows_only_the_peers_of_its_networks() =>
        Assert.Equal(["DockerOverlay: sw2; swarm; missing 10.99.0.1"], Find("overlay-swarm/sw2").Select(Line));

    [Fact]
    public void A_host_without_a_solution_is_in_no_cluster() => Assert.Empty(Find("plain-docker-bridge-only/sx1"));

    private static IReadOnlyList<OverlayCluster> Find(params string[] hosts)
    {
        var clusters = new OverlayClusters();
        foreach (var host in hosts)
        {
            clusters.Add(HostContext.Create(RecordedHosts.Read(host)));
        }

        return clusters.Find();
    }

    private static string Line(OverlayCluster cluster) =>
        $"{cluster.Solution}: {string.Join(", ", cluster.Hosts)}; {string.Join(", ", cluster.Backends)}; "
        + $"missing {string.Join(", ", cluster.Missing)}";
}
