using NetAudit.Live.Tests.Support;

namespace NetAudit.Live.Tests.Swarm;

/// <summary>
/// Changes to the parts that libnetwork set up for overlay networks, on live hosts. Each difference has its finding, which disappears after
/// the repair. More troubles are in Troubles/.
/// </summary>
[Collection(nameof(OverlayPair))]
public sealed class OverlayDifferenceTests(OverlayPair swarm) : LabTestBase<OverlayPair>(swarm)
{
    private DockerHost Manager => Lab.Manager;

    private DockerHost Worker => Lab.Worker;

    [Fact]
    public async Task A_sound_swarm_has_neither_an_error_nor_a_warning()
    {
        foreach (var host in new[] { Manager, Worker })
        {
            // A kernel without the cipher has no ESP state. Then the encrypted network is really cut.
            var hasEsp = (await host.ShAsync("ip xfrm state")).Length > 0;
            Assert.DoesNotContain(await OverlayPair.FindAsync(host), finding => hasEsp || finding.Rule != "EncryptionNotInForce");
        }
    }

    [Fact]
    public async Task A_neighbour_that_was_lost_is_named_and_comes_back_with_its_container()
    {
        var space = await NamespaceAsync("app");
        var address = await Worker.DockerAsync("inspect", "-f", "{{.NetworkSettings.Networks.app.IPAddress}}", "c2");
        await Manager.ShAsync($"{space} ip neigh del {address} dev vxlan0");
        var finding = await OverlayPair.SingleAsync(Manager, "OverlayPeerEntryMissing", "app");
        Assert.Contains($"c2 ({address} on {Worker.Address}) can't be reached", finding.Message, StringComparison.Ordinal);

        await Worker.DockerAsync("restart", "-t", "0", "c2");
        await OverlayPair.GoneAsync(Manager, "OverlayPeerEntryMissing");
    }

    [Fact]
    public async Task The_option_that_is_advised_makes_frames_that_fit()
    {
        await Manager.ShAsync("ip link set eth0 mtu 1400");
        try
        {
            string[] option = ["--opt", "com.docker.network.driver.mtu=1400"];
            await Manager.DockerAsync(["network", "create", "-d", "overlay", "--attachable", .. option, "small"]);
            await Manager.RunContainerAsync("small1", "--network", "small");
            await Worker.RunContainerAsync("small2", "--network", "small");
            Assert.DoesNotContain(await OverlayPair.FindAsync(Manager), finding => finding.Subject == "network small");
        }
        finally
        {
            await Manager.ShAsync("ip link set eth0 mtu 1500");
            await Manager.TryDockerAsync("rm", "-f", "small1");
            await Worker.TryDockerAsync("rm", "-f", "small2");
            await GoneAsync(Manager, "small");
        }
    }

    [Fact]
    public async Task Missing_IPsec_states_are_named_until_there_are_some()
    {
        await Manager.ShAsync("ip xfrm state flush");
        var finding = await OverlayPair.SingleAsync(Manager, "EncryptionNotInForce", "sec");
        Assert.Contains(Worker.Address, finding.Message, StringComparison.Ordinal);

        // These states wait for their keys, as not every kernel has the cipher. One direction alone isn't enough.
        await AllocateAsync(Manager.Address, Worker.Address);
        await OverlayPair.SingleAsync(Manager, "EncryptionNotInForce", "sec");
        await AllocateAsync(Worker.Address, Manager.Address);
        await OverlayPair.GoneAsync(Manager, "EncryptionNotInForce");
    }

    [Fact]
    public async Task A_mark_rule_that_was_flushed_is_named()
    {
        await Manager.ShAsync("iptables-save -t mangle > /run/mangle; iptables -t mangle -F OUTPUT");
        try
        {
            var finding = await OverlayPair.SingleAsync(Manager, "EncryptedMarkRuleMissing", "sec");
            Assert.Contains("leave this host unencrypted", finding.Message, StringComparison.Ordinal);
        }
        finally
        {
            await Manager.ShAsync("iptables-restore -T mangle < /run/mangle");
        }

        await OverlayPair.GoneAsync(Manager, "EncryptedMarkRuleMissing");
    }

    [Fact]
    public async Task A_VXLAN_link_that_was_left_is_named_and_taken_away_by_its_command()
    {
        await Manager.DockerAsync("network", "create", "-d", "overlay", "--attachable", "spare");
        try
        {
            const string ids = "{{index .Options \"com.docker.network.driver.overlay.vxlanid_list\"}}";
            var vni = await Manager.DockerAsync("network", "inspect", "-f", ids, "spare");
            await Manager.ShAsync($"ip link add vx-left type vxlan id {vni} dstport 4789");
            string[] run = ["run", "-d", "--name", "spare1", "--network", "spare", BusyboxImage.Name, "/bin/sleep", "100000"];
            Assert.NotEqual(0, (await Manager.TryDockerAsync(run)).ExitCode);

            var finding = await OverlayPair.SingleAsync(Manager, "VxlanLinkLeftOnHost", "spare");
            Assert.Contains("spare1 can't start", finding.Message, StringComparison.Ordinal);
            await Manager.ShAsync(finding.Remediation);
            await Manager.DockerAsync("rm", "-f", "spare1");
            await Manager.DockerAsync(run);
            await OverlayPair.GoneAsync(Manager, "VxlanLinkLeftOnHost");
        }
        finally
        {
            await Manager.TryDockerAsync("rm", "-f", "spare1");
            await GoneAsync(Manager, "spare");
        }
    }

    [Fact]
    public async Task A_vNIC_outside_the_bridge_is_named()
    {
        var space = await NamespaceAsync("app");
        var index = (await Manager.DockerAsync("exec", "c1", "cat", "/sys/class/net/eth0/iflink")).Trim();
        var link = (await Manager.ShAsync($"{space} ip -o link | grep '^{index}:' | cut -d' ' -f2 | cut -d@ -f1")).Trim();
        await Manager.ShAsync($"{space} ip link set {link} nomaster");
        var finding = await OverlayPair.SingleAsync(Manager, "OverlayEndpointCut", "c1");
        Assert.Contains($"{link}, is in no bridge", finding.Message, StringComparison.Ordinal);

        await Manager.ShAsync($"{space} ip link set {link} master br0");
        await OverlayPair.GoneAsync(Manager, "OverlayEndpointCut");
    }

    /// <summary>
    /// Removes a network. The manager refuses while it counts a container's attachment, and this host's engine follows later: its VXLAN
    /// link passes through the host's namespace then.
    /// </summary>
    private static async Task GoneAsync(DockerHost host, string network)
    {
        await Tool.UntilAsync(
            $"network {network} is gone",
            async () =>
            {
                var removal = await host.TryDockerAsync("network", "rm", network);
                var left = await host.DockerAsync("network", "ls", "-q", "-f", $"name={network}");
                return removal with { ExitCode = left.Length == 0 ? 0 : 1 };
            }
        );

        // An engine that failed to set the network up before can leave its link there. The next test needs a sound host.
        const string links = "ip -o link show type vxlan | cut -d' ' -f2 | tr -d :";
        await host.ShAsync(
            $"for _ in 1 2 3 4 5 6 7 8 9; do [ -n \"$({links})\" ] || exit 0; sleep 0.5; done; {links} | xargs -n 1 ip link del"
        );
    }

    private Task AllocateAsync(string from, string to) =>
        Manager.ShAsync($"ip xfrm state allocspi src {from} dst {to} proto esp mode transport reqid 13681891 min 256 max 300");

    private async Task<string> NamespaceAsync(string network) =>
        $"nsenter --net=/run/docker/netns/1-{(await Manager.DockerAsync("network", "inspect", "-f", "{{.Id}}", network))[..10]}";
}
