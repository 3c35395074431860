using NetAudit.Live.Tests.Support;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Live.Tests.Probes;

/// <summary>Flannel's backends, each with real packets between two hosts.</summary>
[Collection(nameof(FlannelPair))]
public sealed class FlannelProbeTests(FlannelPair lab) : LabTestBase<FlannelPair>(lab)
{
    private DockerHost Near => Lab.Near.Host;

    [Fact]
    public async Task Its_vxlan_is_seen_on_the_wire_as_the_far_container_is_pinged_and_the_peers_own_end_answers()
    {
        await Lab.UseAsync(host => host.VxlanAsync());
        var probed = await ProbeFixture.ProbeAsync(Near, "NetworkModel");
        var record = Assert.Single(probed.Probes!);

        Assert.Equal((ProbeOutcome.Seen, "VXLAN"), (record.Outcome, record.Value));
        Assert.Equal($"10.5.31.0 (flannel.1 on 10.5.31.0/24, host {Lab.Far.Host.Address})", record.Target);
        Assert.StartsWith(
            $"the marker readable on eth0 in VXLAN, VNI 1, UDP port 8472, {Near.Address} to {Lab.Far.Host.Address}; ICMP echo reply from "
                + "10.5.31.0",
            record.Answer,
            StringComparison.Ordinal
        );
        var row = ProbeFixture.Row(probed, "Flannel", "NetworkModel");
        Assert.Equal(("Probed", FeatureStatus.Match), (row.Basis, row.Status));
        Assert.StartsWith($"VXLAN between f1 and flannel.1 on {Lab.Far.Host.Address}: ", row.Observed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_its_vxlan_carries_can_be_read_and_the_whole_MTU_crosses()
    {
        await Lab.UseAsync(host => host.VxlanAsync());
        var row = ProbeFixture.Row(await ProbeFixture.ProbeAsync(Near, "EncryptionChannel"), "Flannel", "EncryptionChannel");
        Assert.Equal("Probed", row.Basis);
        Assert.StartsWith(
            $"No, unencrypted on the wire: data path, between f1 and flannel.1 on {Lab.Far.Host.Address} the marker readable on eth0",
            row.Observed,
            StringComparison.Ordinal
        );

        var size = Assert.Single((await ProbeFixture.ProbeAsync(Near, "PathMtu")).Probes!);
        Assert.Equal((ProbeOutcome.Reached, "1450"), (size.Outcome, size.Value));
    }

    [Fact]
    public async Task With_host_gw_a_packet_goes_as_far_as_the_host_that_the_route_names_and_nothing_is_around_it()
    {
        await Lab.UseAsync(host => host.HostGatewayAsync());
        var probed = await ProbeFixture.ProbeAsync(Near, "NetworkModel");
        var record = Assert.Single(probed.Probes!);

        Assert.Equal((ProbeOutcome.Seen, "Layer3"), (record.Outcome, record.Value));
        Assert.Equal($"10.5.31.0 (10.5.31.0/24, host {Lab.Far.Host.Address})", record.Target);
        Assert.Contains(
            $"a plain IP packet, nothing around it, 10.5.15.2 to 10.5.31.0; ICMP time to live exceeded from {Lab.Far.Host.Address}",
            record.Answer,
            StringComparison.Ordinal
        );
        var row = ProbeFixture.Row(probed, "Flannel", "NetworkModel");
        Assert.Equal("Probed", row.Basis);
        Assert.StartsWith($"HostGateway between f1 and 10.5.31.0/24 on {Lab.Far.Host.Address}: ", row.Observed, StringComparison.Ordinal);
        Assert.DoesNotContain("contradict", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_udp_backend_lists_no_address_but_those_that_containers_talk_to()
    {
        await Lab.UseAsync(host => host.UdpAsync());
        var none = await ProbeRunPlanAsync();
        Assert.DoesNotContain(none, step => step.Check is Snapshots.ProbeCheck.NetworkModel or Snapshots.ProbeCheck.EncryptionChannel);

        await Lab.ConnectAsync();
        try
        {
            var probed = await ProbeFixture.ProbeAsync(Near, "NetworkModel");
            var record = Assert.Single(probed.Probes!);

            Assert.Equal((ProbeOutcome.Seen, "UDP"), (record.Outcome, record.Value));
            Assert.Equal($"{Lab.FarAddress} ({Lab.FarAddress} on 10.5.0.0/16, on another host)", record.Target);
            Assert.StartsWith(
                $"the marker readable on eth0 in Flannel's UDP, port 8285, {Near.Address} to {Lab.Far.Host.Address}; ICMP echo reply "
                    + $"from {Lab.FarAddress}",
                record.Answer,
                StringComparison.Ordinal
            );
            Assert.Equal(
                ("Probed", FeatureStatus.Match),
                (ProbeFixture.Row(probed, "Flannel", "NetworkModel").Basis, ProbeFixture.Row(probed, "Flannel", "NetworkModel").Status)
            );

            // A far container that is in use is also tested for its protocols.
            var protocols = ProbeFixture.Row(await ProbeFixture.ProbeAsync(Near, "ProtocolSupport"), "Flannel", "ProtocolSupport");
            Assert.StartsWith(
                $"All: ICMP, TCP, UDP, SCTP, GRE, ESP, 253 answered between f1 and {Lab.FarAddress} on another host",
                protocols.Observed,
                StringComparison.Ordinal
            );
        }
        finally
        {
            await Lab.DisconnectAsync();
        }
    }

    [Fact]
    public async Task Packets_that_go_another_way_than_the_backend_says_are_a_loud_mismatch()
    {
        // The routes name VXLAN, but a rule that rewrites the destination sends the packets directly.
        await Lab.UseAsync(host => host.VxlanAsync());
        await Near.ShAsync($"iptables -t nat -I PREROUTING -d 10.5.31.0 -j DNAT --to-destination {Lab.Far.Host.Address}");
        try
        {
            var row = ProbeFixture.Row(await ProbeFixture.ProbeAsync(Near, "NetworkModel"), "Flannel", "NetworkModel");

            Assert.Equal(("Probed", FeatureStatus.Mismatch), (row.Basis, row.Status));
            Assert.StartsWith("Layer3 between f1 and flannel.1 on ", row.Observed, StringComparison.Ordinal);
            Assert.Contains("ackets contradict the configuration (VXLAN", row.Reason, StringComparison.Ordinal);
        }
        finally
        {
            await Near.ShAsync("iptables -t nat -D PREROUTING 1");
        }
    }

    [Fact]
    public async Task Its_containers_one_vNIC_takes_all()
    {
        await Lab.UseAsync(host => host.VxlanAsync());
        var row = ProbeFixture.Row(await ProbeFixture.ProbeAsync(Near, "SeparateVnic"), "Flannel", "SeparateVnic");

        Assert.Equal("Probed", row.Basis);
        Assert.Equal($"No: f1 sent to flannel.1 on {Lab.Far.Host.Address} by eth0 and to its default gateway by the same", row.Observed);
    }

    private async Task<IReadOnlyList<NetAudit.Probes.ProbeStep>> ProbeRunPlanAsync() =>
        (
            await NetAudit.Probes.ProbeRun.PlanAsync(
                await LabFixture.CollectAsync(Near),
                [],
                new(),
                new Model.NullCollectionLog(),
                Cancellation
            )
        ).Steps;
}
