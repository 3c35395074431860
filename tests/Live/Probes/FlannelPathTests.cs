using NetAudit.Live.Tests.Support;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Live.Tests.Probes;

/// <summary>Flannel's paths between two hosts and a third machine: routed, relayed, broken and cut.</summary>
[Collection(nameof(FlannelPair))]
public sealed class FlannelPathTests(FlannelPair lab) : LabTestBase<FlannelPair>(lab)
{
    private DockerHost Near => Lab.Near.Host;

    [Fact]
    public async Task Routers_on_the_way_show_that_it_is_routed_and_the_reply_tells_the_hops_it_lost()
    {
        await Lab.UseAsync(host => host.VxlanAsync());
        var probed = await ProbeFixture.ProbeAsync(
            await LabFixture.CollectAsync(Near),
            ["NetworkModel", "PartialConnectivity"],
            new(),
            TestContext.Current.CancellationToken
        );

        var way = Assert.Single(probed.Probes!, record => record.Value == "routed");
        Assert.StartsWith(
            "answered after 1 router: 10.5.15.1; ICMP echo reply from 10.5.31.0, TTL 63, 1 lost on the way back if it began at 64",
            way.Answer,
            StringComparison.Ordinal
        );
        Assert.Equal(ProbeOutcome.Reached, Assert.Single(probed.Probes!, record => record.Value == "host").Outcome);
        Assert.Contains(
            "; routed: f1 and flannel.1 on ",
            ProbeFixture.Row(probed, "Flannel", "NetworkModel").Observed,
            StringComparison.Ordinal
        );
        var row = ProbeFixture.Row(probed, "Flannel", "PartialConnectivity");
        Assert.Equal("Probed", row.Basis);
        Assert.EndsWith($"packets arrived: f1 and flannel.1 on {Lab.Far.Host.Address}", row.Observed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_passes_packets_on_is_named_as_relay()
    {
        await Lab.UseAsync(host => host.HostGatewayAsync());
        var relay = Lab.Relay.Address;
        await Lab.Relay.ShAsync(
            $"ip route add 10.5.31.0/24 via {Lab.Far.Host.Address}; ip route add 10.5.15.0/24 via {Near.Address}; "
                + "echo 0 >/proc/sys/net/ipv4/conf/all/send_redirects; echo 0 >/proc/sys/net/ipv4/conf/eth0/send_redirects"
        );
        await Near.ShAsync($"ip route replace 10.5.31.0/24 via {relay} dev eth0");
        await Lab.ConnectAsync();
        try
        {
            var probed = await ProbeFixture.ProbeAsync(Near, "PartialConnectivity");
            var way = Assert.Single(probed.Probes!, record => record.Value == "relayed");

            Assert.StartsWith(
                $"answered after 3 routers: 10.5.15.1, {relay}, {Lab.Far.Host.Address}; ICMP echo reply from {Lab.FarAddress}",
                way.Answer,
                StringComparison.Ordinal
            );
            var row = ProbeFixture.Row(probed, "Flannel", "PartialConnectivity");
            Assert.Equal("Probed", row.Basis);
            Assert.StartsWith("Yes, relaying: f1 and ", row.Observed, StringComparison.Ordinal);
        }
        finally
        {
            await Lab.Relay.ShAsync("ip route del 10.5.31.0/24; ip route del 10.5.15.0/24");
            await Lab.DisconnectAsync();
        }
    }

    [Fact]
    public async Task A_path_that_is_cut_is_told_from_one_that_is_broken_while_its_host_answers()
    {
        await Lab.UseAsync(host => host.VxlanAsync());
        await Lab.Far.Host.ShAsync("iptables -I INPUT -i flannel.1 -j DROP");
        try
        {
            var row = ProbeFixture.Row(await ProbeFixture.ProbeAsync(Near, "PartialConnectivity"), "Flannel", "PartialConnectivity");
            Assert.Equal(("Probed", FeatureStatus.Mismatch), (row.Basis, row.Status));
            Assert.StartsWith("Unreached: f1 and flannel.1 on ", row.Observed, StringComparison.Ordinal);

            await Lab.Far.Host.ShAsync($"iptables -I INPUT -s {Near.Address} -j DROP");
            try
            {
                row = ProbeFixture.Row(await ProbeFixture.ProbeAsync(Near, "PartialConnectivity"), "Flannel", "PartialConnectivity");
                Assert.NotEqual("Probed", row.Basis);
                Assert.Contains(
                    "ut off, and no other host that could relay is reached: f1 and flannel.1 on ",
                    row.Reason,
                    StringComparison.Ordinal
                );
            }
            finally
            {
                await Lab.Far.Host.ShAsync($"iptables -D INPUT -s {Near.Address} -j DROP");
            }
        }
        finally
        {
            await Lab.Far.Host.ShAsync("iptables -D INPUT -i flannel.1 -j DROP");
        }
    }

    [Fact]
    public async Task A_host_that_is_cut_off_while_another_is_reached_shows_that_nobody_relays()
    {
        await Lab.UseAsync(host => host.HostGatewayAsync());
        var (far, relay) = (Lab.Far.Host, Lab.Relay);
        // The route's end makes no difference, as the packet ends at the host before it.
        await relay.ShAsync($"ip route add 10.5.15.0/24 via {Near.Address}; ip route add 10.5.77.0/24 via 10.99.0.254");
        await Near.ShAsync($"ip route add 10.5.77.0/24 via {relay.Address} dev eth0");
        await far.ShAsync(
            $"iptables -t mangle -I PREROUTING -s {Near.Address} -j DROP; iptables -t mangle -I PREROUTING -s 10.5.15.0/24 -j DROP"
        );
        try
        {
            var row = ProbeFixture.Row(await ProbeFixture.ProbeAsync(Near, "PartialConnectivity"), "Flannel", "PartialConnectivity");

            Assert.Equal("Probed", row.Basis);
            Assert.StartsWith(
                $"No relaying: f1 and 10.5.31.0/24 on {far.Address} (nothing within 1 s",
                row.Observed,
                StringComparison.Ordinal
            );
            Assert.EndsWith($"packets arrived: f1 and 10.5.77.0/24 on {relay.Address}", row.Observed, StringComparison.Ordinal);
        }
        finally
        {
            await far.ShAsync("iptables -t mangle -F PREROUTING");
            await Near.ShAsync("ip route del 10.5.77.0/24");
            await relay.ShAsync("ip route del 10.5.15.0/24; ip route del 10.5.77.0/24");
        }
    }
}
