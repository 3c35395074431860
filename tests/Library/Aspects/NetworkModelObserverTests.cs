using NetAudit.Model;
using NetAudit.Rows;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.Probes.ProbeRecordBuilder;

namespace NetAudit.Library.Tests.Aspects;

public sealed class NetworkModelObserverTests
{
    private const string Contradiction = "ackets contradict the configuration (";

    [Fact]
    public void Another_encapsulation_on_the_wire_contradicts_the_configuration()
    {
        var row = Row(Wire(ProbeCheck.NetworkModel, NetworkModel.Layer3, null));

        Assert.Equal(("Probed", FeatureStatus.Mismatch), (row.Basis, row.Status));
        Assert.Equal("Documented VXLAN, observed Layer3; packets contradict the configuration (VXLAN by the kernel's state).", row.Reason);
    }

    [Fact]
    public void A_plain_packet_is_what_a_route_to_the_other_host_gives()
    {
        var row = FlannelRow(Wire(ProbeCheck.NetworkModel, NetworkModel.Layer3, null), Way(HopWay.Routed));

        Assert.Equal("Probed", row.Basis);
        Assert.Equal(
            "HostGateway between f1 and c2 on 10.99.0.2: the marker readable on eth0 in a plain IP packet, nothing "
                + "around it, 10.99.0.1 to 10.99.0.2; routed: f1 and c2 on 10.99.0.2, the one that may go a single hop was "
                + "answered by the target; ICMP echo reply from 10.0.1.5, TTL 64, none of 64 lost on the way back",
            row.Observed
        );
        Assert.DoesNotContain(Contradiction, row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void No_router_on_the_way_contradicts_a_routed_model()
    {
        var row = FlannelRow(Way(HopWay.Bridged));

        Assert.Equal(("Probed", FeatureStatus.Mismatch), (row.Basis, row.Status));
        Assert.Equal(
            "Bridged between f1 and c2 on 10.99.0.2: the one that may go a single hop was answered by the target; "
                + "ICMP echo reply from 10.0.1.5, TTL 64, none of 64 lost on the way back",
            row.Observed
        );
        Assert.Equal("Packets contradict the configuration (HostGateway by the kernel's state).", row.Reason);
    }

    [Fact]
    public void A_router_between_two_containers_of_one_network_contradicts_a_bridged_one()
    {
        var row = Row(Way(HopWay.Routed));

        Assert.Equal(("Probed", FeatureStatus.Mismatch), (row.Basis, row.Status));
        Assert.Equal(
            "Routed between c1 and c2: the one that may go a single hop was answered by the target; ICMP echo reply "
                + "from 10.0.1.5, TTL 64, none of 64 lost on the way back",
            row.Observed
        );
        Assert.Equal("Packets contradict the configuration (VXLAN by the kernel's state).", row.Reason);
    }

    [Fact]
    public void Hops_that_fit_are_evidence_and_leave_the_row_on_what_it_rests()
    {
        var row = Row(Way(HopWay.Bridged));

        Assert.NotEqual("Probed", row.Basis);
        Assert.Equal(FeatureStatus.Match, row.Status);
        Assert.Contains(row.Evidence, line => line.StartsWith("probe from container c1", StringComparison.Ordinal));
    }

    private static ProbeRecord Routed(ProbeRecord record) =>
        record with
        {
            From = Container("f1", new() { Name = "bridge", Subnet = "10.5.10.0/24" }, "10.5.10.2"),
            To = Remote("c2", new() { Subnet = "10.5.70.0/24" }, "10.5.70.2", "10.99.0.2"),
        };

    private static OverlayFeature Row(params ProbeRecord[] records) =>
        RecordedHosts.Read("engine28-swarm/md1").WithProbes("DockerOverlay", records).Row("DockerOverlay", "NetworkModel");

    /// <summary>
    /// The network model's row of a host whose Flannel routes to other hosts, after probes from one container to another host's.
    /// </summary>
    private static OverlayFeature FlannelRow(params ProbeRecord[] records) =>
        RecordedHosts.Read("flannel-hostgw/fl1").WithProbes("Flannel", [.. records.Select(Routed)]).Row("Flannel", "NetworkModel");
}
