using NetAudit.Live.Tests.Support;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Live.Tests.Probes;

[Collection(nameof(WireFixture))]
public sealed class WireProbeTests(WireFixture lab) : LabTestBase<WireFixture>(lab)
{
    [Fact]
    public async Task A_packet_on_a_plain_overlay_is_readable_between_the_hosts_with_the_networks_VNI()
    {
        var vni = await Lab.Manager.DockerAsync(
            "network",
            "inspect",
            "-f",
            "{{index .Options \"com.docker.network.driver.overlay.vxlanid_list\"}}",
            "clear"
        );
        var probed = await ProbeFixture.ProbeAsync(Lab.Manager, "EncryptionChannel", "clear-near");
        var record = Assert.Single(probed.Probes!);

        Assert.Equal((ProbeOutcome.Seen, "No"), (record.Outcome, record.Value));
        Assert.StartsWith(
            $"the marker readable on eth0 in VXLAN, VNI {vni}, UDP port 4789, {Lab.Manager.Address} to {Lab.Worker.Address}; ICMP echo "
                + "reply",
            record.Answer,
            StringComparison.Ordinal
        );

        var row = ProbeFixture.Row(probed, "DockerOverlay", "EncryptionChannel");
        Assert.Equal("Probed", row.Basis);
        Assert.StartsWith(
            "No, unencrypted on the wire: network clear, between clear-near and clear-far on ",
            row.Observed,
            StringComparison.Ordinal
        );
        Assert.Contains("network sealed (declared; no ESP state in the kernel for ", row.Observed, StringComparison.Ordinal);
        Assert.DoesNotContain("contradict", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_for_all_on_the_link_stays_on_this_host_in_an_overlay()
    {
        var probed = await ProbeFixture.ProbeAsync(Lab.Manager, "ProtocolSupport", "clear-near");
        var row = ProbeFixture.Row(probed, "DockerOverlay", "ProtocolSupport");

        Assert.EndsWith(
            "; to other hosts: multicast doesn't leave this host, broadcast doesn't leave this host, a foreign frame doesn't leave "
                + "this host",
            row.Observed,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_encapsulation_is_named_by_what_left_the_host()
    {
        var probed = await ProbeFixture.ProbeAsync(Lab.Manager, "NetworkModel", "clear-near");

        Assert.Equal((ProbeOutcome.Seen, "VXLAN"), (Assert.Single(probed.Probes!).Outcome, probed.Probes![0].Value));
        var row = ProbeFixture.Row(probed, "DockerOverlay", "NetworkModel");
        Assert.Equal(("Probed", FeatureStatus.Match), (row.Basis, row.Status));
        Assert.StartsWith("VXLAN between clear-near and clear-far on ", row.Observed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_encrypted_overlay_whose_packets_do_not_leave_is_left_to_its_configuration()
    {
        Assert.SkipUnless(await HasNoEspAsync(), "the kernel has ESP: packets leave encrypted");
        var probed = await ProbeFixture.ProbeAsync(Lab.Manager, "EncryptionChannel", "sealed-near");
        var record = Assert.Single(probed.Probes!);

        Assert.Equal((ProbeOutcome.NotSeen, ""), (record.Outcome, record.Value));
        Assert.Contains("nothing within 1 s", record.Answer, StringComparison.Ordinal);
        var row = ProbeFixture.Row(probed, "DockerOverlay", "EncryptionChannel");
        Assert.Equal(("Observed", FeatureStatus.Mismatch), (row.Basis, row.Status));
        Assert.Contains("No packet was recognised on the wire (sealed-near and sealed-far on ", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_encrypted_overlay_is_seen_to_send_ESP()
    {
        Assert.SkipWhen(await HasNoEspAsync(), "the kernel has no ESP");
        var probed = await ProbeFixture.ProbeAsync(Lab.Manager, "EncryptionChannel", "sealed-near");

        Assert.Equal((ProbeOutcome.Seen, "IPsec"), (Assert.Single(probed.Probes!).Outcome, probed.Probes![0].Value));
        Assert.StartsWith(
            "Encrypted on the wire: IPsec on network sealed, between sealed-near and sealed-far on ",
            ProbeFixture.Row(probed, "DockerOverlay", "EncryptionChannel").Observed,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_readable_packet_on_a_network_declared_encrypted_is_a_loud_mismatch()
    {
        // Without the engine's mark, no IPsec policy applies to the packets, as on hosts whose kernel lacks the match for it.
        var rules = Path.Combine(Lab.Manager.Folder, "rules");
        await Lab.Manager.ShAsync($"iptables-save >{rules}; iptables -t mangle -F OUTPUT; iptables -t filter -F OUTPUT");
        try
        {
            var probed = await ProbeFixture.ProbeAsync(Lab.Manager, "EncryptionChannel", "sealed-near");

            Assert.Equal((ProbeOutcome.Seen, "No"), (Assert.Single(probed.Probes!).Outcome, probed.Probes![0].Value));
            var row = ProbeFixture.Row(probed, "DockerOverlay", "EncryptionChannel");
            Assert.Equal(("Probed", FeatureStatus.Mismatch), (row.Basis, row.Status));
            Assert.StartsWith(
                "Unencrypted on the wire: network sealed, though IPsec is declared, between sealed-near and sealed-far on ",
                row.Observed,
                StringComparison.Ordinal
            );
            Assert.Contains("ackets contradict the configuration", row.Reason, StringComparison.Ordinal);
        }
        finally
        {
            await Lab.Manager.ShAsync($"iptables-restore <{rules}; rm {rules}");
        }
    }

    [Fact]
    public async Task No_router_is_on_the_way_across_an_overlay()
    {
        var probed = await ProbeFixture.ProbeAsync(
            await LabFixture.CollectAsync(Lab.Manager),
            ["NetworkModel", "PartialConnectivity"],
            new() { Containers = ["clear-near"] },
            TestContext.Current.CancellationToken
        );

        Assert.StartsWith(
            "the one that may go a single hop was answered by the target; ICMP echo reply from ",
            Assert.Single(probed.Probes!, record => record.Value == "bridged").Answer,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "; bridged, no router on the path: clear-near and clear-far on ",
            ProbeFixture.Row(probed, "DockerOverlay", "NetworkModel").Observed,
            StringComparison.Ordinal
        );
        Assert.Equal("Probed", ProbeFixture.Row(probed, "DockerOverlay", "PartialConnectivity").Basis);
    }

    [Fact]
    public async Task The_clusters_packets_leave_by_a_vNIC_of_their_own()
    {
        var probed = await ProbeFixture.ProbeAsync(Lab.Manager, "SeparateVnic", "clear-near");
        var address = await Lab.Manager.DockerAsync("inspect", "-f", "{{.NetworkSettings.Networks.clear.IPAddress}}", "clear-near");
        var links = await Lab.Manager.IpInsideAsync("clear-near");
        var own = Assert.Single(links, link => link.Addresses.Any(one => one.StartsWith(address + "/", StringComparison.Ordinal))).Name;

        Assert.Equal(own, Assert.Single(probed.Probes!, record => record.Networks == "clear").Value);
        Assert.NotEqual(
            own,
            Assert.Single(probed.Probes!, record => record.Target.EndsWith("(its default gateway)", StringComparison.Ordinal)).Value
        );
        var row = ProbeFixture.Row(probed, "DockerOverlay", "SeparateVnic");
        Assert.Equal("Probed", row.Basis);
        Assert.StartsWith(
            $"Yes: clear-near sent to clear-far on {Lab.Worker.Address} by {own} and to its default gateway by ",
            row.Observed,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Packets_that_leave_by_another_vNIC_than_the_networks_are_a_loud_mismatch()
    {
        var far = await Lab.Worker.DockerAsync("inspect", "-f", "{{.NetworkSettings.Networks.clear.IPAddress}}", "clear-far");
        await Lab.Manager.InsideAsync("clear-near", $"ip route add {far}/32 via $(ip route | sed -n 's/^default via \\([^ ]*\\).*/\\1/p')");
        try
        {
            var row = ProbeFixture.Row(
                await ProbeFixture.ProbeAsync(Lab.Manager, "SeparateVnic", "clear-near"),
                "DockerOverlay",
                "SeparateVnic"
            );

            Assert.Equal(("Probed", FeatureStatus.Mismatch), (row.Basis, row.Status));
            Assert.StartsWith("Unused: clear-near sent to clear-far on ", row.Observed, StringComparison.Ordinal);
            Assert.Contains("ackets contradict the configuration (Yes", row.Reason, StringComparison.Ordinal);
        }
        finally
        {
            await Lab.Manager.InsideAsync("clear-near", $"ip route del {far}/32");
        }
    }

    [Fact]
    public async Task Watching_leaves_no_packet_socket_and_no_promiscuous_link_behind()
    {
        const string state = "wc -l </proc/net/packet; ip -o link | grep -c PROMISC || true";
        var before = await Lab.Manager.ShAsync(state);
        await ProbeFixture.ProbeAsync(Lab.Manager, "NetworkModel", "clear-near");

        Assert.Equal(before, await Lab.Manager.ShAsync(state));
    }

    /// <summary>Whether the kernel refuses ESP states, as it lacks them.</summary>
    private async Task<bool> HasNoEspAsync() =>
        (
            await Lab.Manager.TryShAsync(
                "ip xfrm state add src 192.0.2.1 dst 192.0.2.2 proto esp spi 0x6e61 mode transport aead "
                    + "'rfc4106(gcm(aes))' 0x0102030405060708090a0b0c0d0e0f1011121314 64 && ip xfrm state del src 192.0.2.1 dst "
                    + "192.0.2.2 proto "
                    + "esp spi 0x6e61"
            )
        ).ExitCode != 0;
}
