using NetAudit.Audit;
using NetAudit.Model;
using NetAudit.Rows;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Probes;

/// <summary>What is made of records about the way that packets take: what is around them, routers, hosts that relay, the vNIC they leave by.</summary>
public sealed class WayJudgingTests
{
    private const string Contradiction = "Probed: packets contradict what is configured (";
    private const string Swarm = "engine28-swarm/md1";
    private const string FlannelHostGateway = "flannel-hostgw/fl1";

    [Fact]
    public void Another_encapsulation_on_the_wire_contradicts_the_configuration()
    {
        var row = Row(Swarm, "DockerOverlay", "NetworkModel", Record("NetworkModel", "Layer3", ProbeOutcome.Seen));

        Assert.Equal(("Probed", "Mismatch"), (row.Basis, row.Status));
        Assert.Contains(Contradiction + "VXLAN", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plain_packet_is_what_a_route_to_the_other_host_gives()
    {
        var row = Row(FlannelHostGateway, "Flannel", "NetworkModel", Routed("Layer3", ProbeOutcome.Seen) with { Check = "NetworkModel" }, Routed("routed"));

        Assert.Equal("Probed", row.Basis);
        Assert.StartsWith("HostGateway between ", row.Observed, StringComparison.Ordinal);
        Assert.DoesNotContain(Contradiction, row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void No_router_on_the_way_contradicts_a_routed_model()
    {
        var row = Row(FlannelHostGateway, "Flannel", "NetworkModel", Routed("bridged"));

        Assert.Equal(("Probed", "Mismatch"), (row.Basis, row.Status));
        Assert.StartsWith("Bridged between ", row.Observed, StringComparison.Ordinal);
        Assert.Contains(Contradiction + "HostGateway", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_router_between_two_containers_of_one_network_contradicts_a_bridged_one()
    {
        var row = Row(Swarm, "DockerOverlay", "NetworkModel", Record("PartialConnectivity", "routed"));

        Assert.Equal(("Probed", "Mismatch"), (row.Basis, row.Status));
        Assert.StartsWith("Routed between c1 and c2", row.Observed, StringComparison.Ordinal);
        Assert.Contains(Contradiction + "VXLAN", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Hops_that_fit_are_evidence_and_leave_the_row_on_what_it_rests()
    {
        var row = Row(Swarm, "DockerOverlay", "NetworkModel", Record("PartialConnectivity", "bridged"));

        Assert.NotEqual("Probed", row.Basis);
        Assert.Equal("Match", row.Status);
        Assert.Contains(row.Evidence, line => line.StartsWith("probe from container c1", StringComparison.Ordinal));
    }

    [Fact]
    public void A_packet_in_clear_contradicts_encryption_and_an_encrypted_one_contradicts_clear()
    {
        var encrypted = Row(Swarm, "DockerOverlay", "EncryptionChannel", Record("EncryptionChannel", "No", ProbeOutcome.Seen) with { Network = "enc" });
        var clear = Row(Swarm, "DockerOverlay", "EncryptionChannel", Record("EncryptionChannel", "IPsec", ProbeOutcome.Seen));

        Assert.StartsWith("InClear: network enc is to be encrypted (IPsec), yet between c1 and c2", encrypted.Observed, StringComparison.Ordinal);
        Assert.Equal("Mismatch", encrypted.Status);
        Assert.Contains(Contradiction, encrypted.Reason, StringComparison.Ordinal);
        Assert.Contains("IPsec: network ov1, between c1 and c2", clear.Observed, StringComparison.Ordinal);
    }

    [Fact]
    public void A_way_that_is_cut_and_that_nobody_relays_is_a_No()
    {
        var row = Row(Swarm, "DockerOverlay", "PartialConnectivity", To("10.99.0.2", "", ProbeOutcome.Silent), Host("10.99.0.2", ProbeOutcome.Silent), To("10.99.0.3", "bridged"), Host("10.99.0.3"));

        Assert.Equal(("Probed", "Match"), (row.Basis, row.Status));
        Assert.StartsWith("No: cut off, and nobody relays: c1 and c2 on 10.99.0.2 (nothing within 1 s), whose host doesn't answer this one either; packets arrived: c1 and c2 on 10.99.0.3", row.Observed, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_no_other_host_is_reached_a_cut_tells_nothing_of_relaying()
    {
        var row = Row(Swarm, "DockerOverlay", "PartialConnectivity", To("10.99.0.2", "", ProbeOutcome.Silent), Host("10.99.0.2", ProbeOutcome.Silent));

        Assert.NotEqual("Probed", row.Basis);
        Assert.Contains("no other host is reached that could relay", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_container_that_is_not_reached_though_its_host_answers_is_a_loud_mismatch()
    {
        var row = Row(Swarm, "DockerOverlay", "PartialConnectivity", To("10.99.0.2", "", ProbeOutcome.Silent), Host("10.99.0.2"));

        Assert.Equal(("Probed", "Mismatch"), (row.Basis, row.Status));
        Assert.StartsWith("Unreached: c1 and c2 on 10.99.0.2 (nothing within 1 s), though that host itself answers", row.Observed, StringComparison.Ordinal);
    }

    [Fact]
    public void A_relay_contradicts_entries_that_lead_straight_to_each_host()
    {
        var row = Row(Swarm, "DockerOverlay", "PartialConnectivity", To("10.99.0.2", "relayed"), Host("10.99.0.2"));

        Assert.Equal(("Probed", "Mismatch"), (row.Basis, row.Status));
        Assert.StartsWith("Yes: c1 and c2 on 10.99.0.2, an answer", row.Observed, StringComparison.Ordinal);
        Assert.Contains(Contradiction + "No", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Packets_to_the_cluster_and_to_the_gateway_by_two_vNICs_prove_a_separate_one()
    {
        var links = Own();
        var row = Row(Swarm, "DockerOverlay", "SeparateVnic", Left(links.Own), Left(links.Other) with { Network = null, To = "172.18.0.1 (its default gateway)" });

        Assert.Equal(("Probed", "Match"), (row.Basis, row.Status));
        Assert.StartsWith($"Yes: c1 sent to c2 by {links.Own} and to its default gateway by {links.Other}", row.Observed, StringComparison.Ordinal);
    }

    [Fact]
    public void One_vNIC_that_takes_both_and_one_that_is_passed_over_contradict_two()
    {
        var links = Own();
        var both = Row(Swarm, "DockerOverlay", "SeparateVnic", Left(links.Own), Left(links.Own) with { Network = null, To = "172.18.0.1 (its default gateway)" });
        var over = Row(Swarm, "DockerOverlay", "SeparateVnic", Left(links.Other));

        Assert.StartsWith($"No: c1 sent to c2 by {links.Own} and to its default gateway by the same", both.Observed, StringComparison.Ordinal);
        Assert.StartsWith($"Unused: c1 sent to c2 by {links.Other}, not by {links.Own}", over.Observed, StringComparison.Ordinal);
        Assert.All([both, over], row =>
        {
            Assert.Equal(("Probed", "Mismatch"), (row.Basis, row.Status));
            Assert.Contains(Contradiction + "Yes", row.Reason, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Less_than_the_MTU_across_is_a_finding()
    {
        var host = HandMade.Host(Swarm);
        var record = Record("PathMtu", "1233") with { Answer = "ICMP echo reply; one of 1234 bytes doesn't cross, though the vNIC's MTU is 1450" };
        var found = HostAudit.FindSolutions(host with { Probes = [record, record with { Value = "1450", Answer = "ICMP echo reply: the whole MTU of the vNIC crosses" }] }).Single(one => one.Name == "DockerOverlay").Findings;

        Assert.Single(found, finding => finding.StartsWith("Packets of more than 1233 bytes don't cross between c1 and c2", StringComparison.Ordinal));
        Assert.DoesNotContain(HostAudit.FindSolutions(host).Single(one => one.Name == "DockerOverlay").Findings, finding => finding.Contains("don't cross", StringComparison.Ordinal));
    }

    private static OverlayFeature Row(string bundle, string solution, string aspect, params ProbeRecord[] records) => HandMade.Row(HandMade.Host(bundle), solution, aspect, records);

    private static ProbeRecord Record(string check, string value, ProbeOutcome outcome = ProbeOutcome.Reached) => HandMade.Record(check, value, outcome);

    private static ProbeRecord Routed(string value, ProbeOutcome outcome = ProbeOutcome.Reached) =>
        Record("PartialConnectivity", value, outcome) with { To = "10.5.70.2 (c2 on 10.5.70.0/24, host 10.99.0.2)", Network = "bridge to 10.5.70.0/24" };

    [Fact]
    public void Of_a_host_that_was_probed_twice_the_newest_answer_counts()
    {
        var row = Row(Swarm, "DockerOverlay", "PartialConnectivity", To("10.99.0.2", "", ProbeOutcome.Silent), Host("10.99.0.2", ProbeOutcome.Silent), Host("10.99.0.2"));

        Assert.Equal(nameof(FeatureStatus.Mismatch), row.Status);
        Assert.Contains("though that host itself answers", row.Observed, StringComparison.Ordinal);
    }

    private static ProbeRecord To(string host, string value, ProbeOutcome outcome = ProbeOutcome.Reached) =>
        Record("PartialConnectivity", value, outcome) with { To = $"10.0.1.5 (c2 on ov1, host {host})" };

    private static ProbeRecord Host(string address, ProbeOutcome outcome = ProbeOutcome.Reached) =>
        Record("PartialConnectivity", "host", outcome) with { From = "this host", To = $"{address} (the other host itself)", Network = null };

    private static ProbeRecord Left(string link) => Record("SeparateVnic", link, ProbeOutcome.Seen);

    /// <summary>c1's vNIC on ov1, and its other one.</summary>
    private static (string Own, string Other) Own()
    {
        var host = HandMade.Host(Swarm);
        var container = host.Containers!.Single(one => one.Name == "c1");
        var own = host.ContainerNamespaces[container.Id].Links!.Single(link => link.Addresses.Any(address => container.Endpoints.Any(endpoint => endpoint.NetworkName == "ov1" && endpoint.IPv4Address == address.Address)));
        return (own.Name, host.ContainerNamespaces[container.Id].Links!.First(link => link.LinkType != "loopback" && link != own).Name);
    }
}
