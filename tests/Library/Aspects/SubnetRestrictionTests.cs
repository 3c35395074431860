using NetAudit.Library.Tests.Findings;
using NetAudit.Model;
using NetAudit.Rows;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.Probes.Trials.TrialRecordBuilder;

namespace NetAudit.Library.Tests.Aspects;

public sealed class SubnetRestrictionTests
{
    [Fact]
    public void The_hosts_own_subnet_made_is_as_documented()
    {
        var row = Row("blog-2015", Free, Host(ProbeOutcome.Accepted, Allocated));

        Assert.Equal(("Probed", FeatureStatus.Match), (row.Basis, row.Status));
        Assert.Equal(
            "Yes: the engine made a network with the host's own subnet (10.99.0.0/24 of eth0): accepted and "
                + "allocated after 5 ms, VNI 4098. Not checked: whether containers on it reach anyone",
            row.Observed
        );
    }

    [Theory]
    [InlineData(ProbeOutcome.Unallocated)]
    [InlineData(ProbeOutcome.Refused)]
    public void The_hosts_own_subnet_refused_contradicts_a_cell_that_says_it_may_be(ProbeOutcome outcome)
    {
        var row = Row("blog-2015", Free, Host(outcome, Overlaps));

        Assert.Equal(("Probed", FeatureStatus.Mismatch), (row.Basis, row.Status));
        Assert.Equal(
            "Documented Yes, observed No; the engine made and allocated a network with a subnet that nobody uses "
                + "here (198.18.0.0/28), and not this one.",
            row.Reason
        );
    }

    [Fact]
    public void Where_none_could_be_made_the_row_stays_as_it_was_and_says_why()
    {
        var plain = Row("blog-2015");
        var row = Row(
            "blog-2015",
            Free with
            {
                Outcome = ProbeOutcome.Failed,
                Finding = new NetworkTried
                {
                    Obstacle = new() { Kind = TrialObstacleKind.NoManager, Names = ["a worker"] },
                },
            }
        );

        Assert.Equal((plain.Observed, plain.Status, plain.Basis), (row.Observed, row.Status, row.Basis));
        Assert.Equal(plain.Evidence, row.Evidence);
        Assert.Equal(
            "The documentation describes it as possible, and this host doesn't use it; no network was tried: this node is a worker, "
                + "and only a manager of the swarm makes networks: run it on one.",
            row.Reason
        );
    }

    [Theory]
    [InlineData("flannel-vxlan/fl1", "Calico")]
    [InlineData("flannel-vxlan/fl2", "Weave")]
    [InlineData("flannel-udp-v0.5.5/fl1", "DockerOverlay")]
    [InlineData("engine28-flannel/md1", "Calico")]
    public void A_link_of_another_solution_is_no_subnet_of_the_hosts(string name, string absent)
    {
        var row = RecordedHosts.Read(name).Row(absent, "SubnetRestriction");

        Assert.False(row.IsFound);
        Assert.Equal(["No"], row.Values);
        Assert.DoesNotContain("flannel", row.Observed, StringComparison.Ordinal);
    }

    [Fact]
    public void A_vpn_whose_subnet_a_bridge_has_is_the_hosts_to_a_solution_that_is_absent() =>
        Assert.Equal(
            "Yes: 1 container subnet overlaps the host's (network br1 172.18.0.0/16 overlaps 172.18.0.0/16 on tun0)",
            TroubledHost.Read("60-bridge-overlaps-vpn").Row("Calico", "SubnetRestriction").Observed
        );

    private static OverlayFeature Row(string edition, params ProbeRecord[] records) => Row(Manager(), edition, records);

    private static OverlayFeature Row(HostSnapshot host, string edition, params ProbeRecord[] records) =>
        host.WithProbes("DockerOverlay", [.. records.Select(record => record with { Check = ProbeCheck.SubnetRestriction })])
            .Row("DockerOverlay", "SubnetRestriction", edition);

    private static HostSnapshot Manager() => RecordedHosts.Read("engine28-swarm/md1");
}
