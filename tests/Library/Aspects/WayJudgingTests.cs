using NetAudit.Library.Tests.Probes;
using NetAudit.Model;
using NetAudit.Rows;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.Probes.ProbeRecordBuilder;

namespace NetAudit.Library.Tests.Aspects;

/// <summary>
/// What is made of records about the way that packets take: what is around them, routers, hosts that relay, the vNIC they leave by.
/// </summary>
public sealed class WayJudgingTests
{
    private const string Contradiction = "Probed: packets contradict what is configured (";
    private const string Swarm = "engine28-swarm/md1";
    private const string FlannelHostGateway = "flannel-hostgw/fl1";

    [Fact]
    public void Another_encapsulation_on_the_wire_contradicts_the_configuration()
    {
        var row = Row(Swarm, "DockerOverlay", "NetworkModel", Wire(ProbeCheck.NetworkModel, NetworkModel.Layer3, null));

        Assert.Equal(("Probed", "Mismatch"), (row.Basis, row.Status));
        Assert.Contains(Contradiction + "VXLAN", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plain_packet_is_what_a_route_to_the_other_host_gives()
    {
        var row = Row(
            FlannelHostGateway,
            "Flannel",
            "NetworkModel",
            Routed(Wire(ProbeCheck.NetworkModel, NetworkModel.Layer3, null)),
            Routed(Way(HopWay.Routed))
        );

        Assert.Equal("Probed", row.Basis);
        Assert.StartsWith("HostGateway between ", row.Observed, StringComparison.Ordinal);
        Assert.DoesNotContain(Contradiction, row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void No_router_on_the_way_contradicts_a_routed_model()
    {
        var row = Row(FlannelHostGateway, "Flannel", "NetworkModel", Routed(Way(HopWay.Bridged)));

        Assert.Equal(("Probed", "Mismatch"), (row.Basis, row.Status));
        Assert.StartsWith("Bridged between ", row.Observed, StringComparison.Ordinal);
        Assert.Contains(Contradiction + "HostGateway", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_router_between_two_containers_of_one_network_contradicts_a_bridged_one()
    {
        var row = Row(Swarm, "DockerOverlay", "NetworkModel", Way(HopWay.Routed));

        Assert.Equal(("Probed", "Mismatch"), (row.Basis, row.Status));
        Assert.StartsWith("Routed between c1 and c2", row.Observed, StringComparison.Ordinal);
        Assert.Contains(Contradiction + "VXLAN", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Hops_that_fit_are_evidence_and_leave_the_row_on_what_it_rests()
    {
        var row = Row(Swarm, "DockerOverlay", "NetworkModel", Way(HopWay.Bridged));

        Assert.NotEqual("Probed", row.Basis);
        Assert.Equal("Match", row.Status);
        Assert.Contains(row.Evidence, line => line.StartsWith("probe from container c1", StringComparison.Ordinal));
    }

    [Fact]
    public void A_packet_in_clear_contradicts_encryption_and_an_encrypted_one_contradicts_clear()
    {
        var encrypted = Row(
            Swarm,
            "DockerOverlay",
            "EncryptionChannel",
            On("enc", Wire(ProbeCheck.EncryptionChannel, null, EncryptionScheme.None))
        );
        var clear = Row(Swarm, "DockerOverlay", "EncryptionChannel", Wire(ProbeCheck.EncryptionChannel, null, EncryptionScheme.IPsec));

        Assert.StartsWith(
            "InClear: network enc is to be encrypted (IPsec), yet between c1 and c2",
            encrypted.Observed,
            StringComparison.Ordinal
        );
        Assert.Equal("Mismatch", encrypted.Status);
        Assert.Contains(Contradiction, encrypted.Reason, StringComparison.Ordinal);
        Assert.Contains("IPsec: network ov1, between c1 and c2", clear.Observed, StringComparison.Ordinal);
    }

    [Fact]
    public void A_way_that_is_cut_and_that_nobody_relays_is_a_No()
    {
        var row = Row(
            Swarm,
            "DockerOverlay",
            "PartialConnectivity",
            To("10.99.0.2", null, ProbeOutcome.Silent),
            Host("10.99.0.2", ProbeOutcome.Silent),
            To("10.99.0.3", HopWay.Bridged),
            Host("10.99.0.3")
        );

        Assert.Equal(("Probed", "Match"), (row.Basis, row.Status));
        Assert.StartsWith(
            "No: cut off, and nobody relays: c1 and c2 on 10.99.0.2 (nothing within 1 s from the target), whose host doesn't answer this "
                + "one either; packets arrived: c1 and c2 on 10.99.0.3",
            row.Observed,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Where_no_other_host_is_reached_a_cut_tells_nothing_of_relaying()
    {
        var row = Row(
            Swarm,
            "DockerOverlay",
            "PartialConnectivity",
            To("10.99.0.2", null, ProbeOutcome.Silent),
            Host("10.99.0.2", ProbeOutcome.Silent)
        );

        Assert.NotEqual("Probed", row.Basis);
        Assert.Contains("no other host is reached that could relay", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_container_that_is_not_reached_though_its_host_answers_is_a_loud_mismatch()
    {
        var row = Row(Swarm, "DockerOverlay", "PartialConnectivity", To("10.99.0.2", null, ProbeOutcome.Silent), Host("10.99.0.2"));

        Assert.Equal(("Probed", "Mismatch"), (row.Basis, row.Status));
        Assert.StartsWith(
            "Unreached: c1 and c2 on 10.99.0.2 (nothing within 1 s from the target), though that host itself answers",
            row.Observed,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_relay_contradicts_entries_that_lead_straight_to_each_host()
    {
        var row = Row(Swarm, "DockerOverlay", "PartialConnectivity", To("10.99.0.2", HopWay.Relayed), Host("10.99.0.2"));

        Assert.Equal(("Probed", "Mismatch"), (row.Basis, row.Status));
        Assert.StartsWith(
            "Yes: c1 and c2 on 10.99.0.2, the one that may go a single hop was answered by the target; ICMP echo reply from 10.0.1.5, TTL "
                + "64, none of 64 lost on the way back",
            row.Observed,
            StringComparison.Ordinal
        );
        Assert.Contains(Contradiction + "No", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Packets_to_the_cluster_and_to_the_gateway_by_two_vNICs_prove_a_separate_one()
    {
        var links = Own();
        var row = Row(Swarm, "DockerOverlay", "SeparateVnic", Left(links.Own), Left(links.Other) with { To = Gateway });

        Assert.Equal(("Probed", "Match"), (row.Basis, row.Status));
        Assert.StartsWith(
            $"Yes: c1 sent to c2 by {links.Own} and to its default gateway by {links.Other}",
            row.Observed,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void One_vNIC_that_takes_both_and_one_that_is_passed_over_contradict_two()
    {
        var links = Own();
        var both = Row(Swarm, "DockerOverlay", "SeparateVnic", Left(links.Own), Left(links.Own) with { To = Gateway });
        var over = Row(Swarm, "DockerOverlay", "SeparateVnic", Left(links.Other));

        Assert.StartsWith(
            $"No: c1 sent to c2 by {links.Own} and to its default gateway by the same",
            both.Observed,
            StringComparison.Ordinal
        );
        Assert.StartsWith($"Unused: c1 sent to c2 by {links.Other}, not by {links.Own}", over.Observed, StringComparison.Ordinal);
        Assert.All(
            [both, over],
            row =>
            {
                Assert.Equal(("Probed", "Mismatch"), (row.Basis, row.Status));
                Assert.Contains(Contradiction + "Yes", row.Reason, StringComparison.Ordinal);
            }
        );
    }

    [Fact]
    public void Less_than_the_MTU_across_is_a_finding()
    {
        var host = ProbeRecordBuilder.Host(Swarm);
        var record = Record(
            ProbeCheck.PathMtu,
            new PathMtu
            {
                Crosses = 1233,
                TooLarge = 1234,
                LinkMtu = 1450,
            }
        );
        var whole = record with
        {
            Finding = new PathMtu { Crosses = 1450, LinkMtu = 1450 },
        };
        var found = HostAudit.FindSolutions(host with { Probes = [record, whole] }).Single(one => one.Name == "DockerOverlay").Findings;

        Assert.Single(
            found,
            finding => finding.StartsWith("Packets of more than 1233 bytes don't cross between c1 and c2", StringComparison.Ordinal)
        );
        var unprobed = HostAudit.FindSolutions(host).Single(one => one.Name == "DockerOverlay").Findings;
        Assert.DoesNotContain(unprobed, finding => finding.Contains("don't cross", StringComparison.Ordinal));
    }

    private static ProbePeer Gateway { get; } = new() { Kind = ProbePeerKind.Gateway, Address = "172.18.0.1" };

    private static OverlayFeature Row(string bundle, string solution, string aspect, params ProbeRecord[] records) =>
        ProbeRecordBuilder.Row(ProbeRecordBuilder.Host(bundle), solution, aspect, records);

    private static ProbeRecord On(string network, ProbeRecord record) =>
        record with
        {
            From = record.From with { Network = new() { Name = network } },
            To = record.To! with { Network = new() { Name = network } },
        };

    private static ProbeRecord Routed(ProbeRecord record) =>
        record with
        {
            From = Container("f1", new() { Name = "bridge", Subnet = "10.5.10.0/24" }, "10.5.10.2"),
            To = Remote("c2", new() { Subnet = "10.5.70.0/24" }, "10.5.70.2", "10.99.0.2"),
        };

    [Fact]
    public void Of_a_host_that_was_probed_twice_the_newest_answer_counts()
    {
        var row = Row(
            Swarm,
            "DockerOverlay",
            "PartialConnectivity",
            To("10.99.0.2", null, ProbeOutcome.Silent),
            Host("10.99.0.2", ProbeOutcome.Silent),
            Host("10.99.0.2")
        );

        Assert.Equal(nameof(FeatureStatus.Mismatch), row.Status);
        Assert.Contains("though that host itself answers", row.Observed, StringComparison.Ordinal);
    }

    private static ProbeRecord To(string host, HopWay? way, ProbeOutcome outcome = ProbeOutcome.Reached) =>
        Way(way, outcome) with
        {
            To = Remote("c2", Ov1, "10.0.1.5", host),
        };

    private static ProbeRecord Host(string address, ProbeOutcome outcome = ProbeOutcome.Reached) =>
        Way(null, outcome) with
        {
            From = new() { Kind = ProbePeerKind.ThisHost },
            To = new()
            {
                Kind = ProbePeerKind.OtherHost,
                Address = address,
                Host = address,
                IsRemote = true,
            },
        };

    private static ProbeRecord Left(string link) => Record(ProbeCheck.SeparateVnic, new VnicUsed { Link = link }, ProbeOutcome.Seen);

    /// <summary>c1's vNIC on ov1, and its other one.</summary>
    private static (string Own, string Other) Own()
    {
        var host = ProbeRecordBuilder.Host(Swarm);
        var container = host.Containers!.Single(one => one.Name == "c1");
        var own = host.ContainerNamespaces[container.Id]
            .Links!.Single(link =>
                link.Addresses.Any(address =>
                    container.Endpoints.Any(endpoint => endpoint.NetworkName == "ov1" && endpoint.IPv4Address == address.Address)
                )
            );
        return (own.Name, host.ContainerNamespaces[container.Id].Links!.First(link => link.LinkType != "loopback" && link != own).Name);
    }
}
