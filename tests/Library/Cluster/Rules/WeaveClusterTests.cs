using NetAudit.Cluster;
using NetAudit.Library.Tests.Findings;
using NetAudit.Library.Tests.Findings.Flannel;
using NetAudit.Library.Tests.Findings.Weave;
using NetAudit.Model;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.Cluster.ClusterHosts;
using static NetAudit.Library.Tests.SnapshotBuilder;
using Collision = NetAudit.Cluster.WeaveNameCollision;

namespace NetAudit.Library.Tests.Cluster.Rules;

public sealed class WeaveClusterTests
{
    private static HostSnapshot Weave(int number, string name, string range = "10.32.0.0/12") =>
        (
            WeaveHost.With([WeaveHost.Failed($"192.0.2.{3 - number}:6783", "dial tcp: connection refused")]) with
            {
                Host = $"node{number}",
            }
        ).Change("eth0", link => link with { MacAddress = $"02:00:00:00:00:0{number}", Addresses = [Address($"192.0.2.{number}/24")] })
            is var host
            ? host with
            {
                Weave = host.Weave! with { PeerName = name, NickName = $"node{number}", IpamRange = range },
            }
            : null!;

    [Fact]
    public void Two_machines_whose_routers_have_one_name_are_named()
    {
        var found = Assert.Single(Find<Collision>(Weave(1, "66:00:00:00:00:01"), Weave(2, "66:00:00:00:00:01")));

        Assert.Equal(
            "Containers on node1 and node2 don't reach each other: both Weave routers have the name 66:00:00:00:00:01, so they never "
                + "connect.",
            found.Finding.Message
        );
    }

    [Fact]
    public void Two_names_are_no_collision() => Assert.Empty(Find<Collision>(Weave(1, "66:00:00:00:00:01"), Weave(2, "66:00:00:00:00:02")));

    [Fact]
    public void Routers_with_different_ranges_refuse_each_other()
    {
        var other = Weave(2, "66:00:00:00:00:02", "10.2.0.0/16");

        Assert.Equal(
            "Containers on node1 and node2 don't reach each other, as their Weave routers refuse each other: "
                + "node1 gives addresses from 10.32.0.0/12, node2 from 10.2.0.0/16.",
            Assert.Single(Find<WeaveSettingsDiffer>(Weave(1, "66:00:00:00:00:01"), other)).Finding.Message
        );
    }

    [Fact]
    public void One_range_gives_nothing() =>
        Assert.Empty(Find<WeaveSettingsDiffer>(Weave(1, "66:00:00:00:00:01"), Weave(2, "66:00:00:00:00:02")));

    [Fact]
    public void Who_relays_between_recorded_hosts_is_told()
    {
        var hosts = new[] { "node1", "node2", "node3", "node4" }
            .Select(name => TroubledHost.Recorded("weave-sleeve-plain/" + name))
            .ToArray();

        var found = Assert.Single(Find<RelayedHosts>(hosts));
        Assert.Equal(Severity.Information, found.Finding.Severity);
        Assert.Equal(
            "node3 relays between hosts that don't reach each other: node1 to node4, node2 to node4, node4 to node1, node4 to node2. "
                + "Without it they are apart.",
            found.Finding.Message
        );
        Assert.Equal(["node1", "node2", "node4", "node3"], found.Hosts);
    }
}
