using System.Globalization;
using NetAudit.Live.Tests.Support;

namespace NetAudit.Live.Tests.Swarm;

/// <summary>Troubles made on a live swarm: each is named, repaired as its remediation says, and gone then.</summary>
[Collection(nameof(TroubledSwarm))]
public sealed class TroubleTests(TroubledSwarm swarm) : LabTestBase<TroubledSwarm>(swarm)
{
    private DockerHost Manager => Lab.Manager;

    private DockerHost Worker => Lab.Worker;

    [Fact]
    public async Task A_sound_swarm_has_neither_an_error_nor_a_warning()
    {
        foreach (var host in new[] { Manager, Worker })
        {
            // A kernel without the cipher has no ESP state: then the encrypted network is cut indeed.
            var hasEsp = (await host.ShAsync("ip xfrm state")).Length > 0;
            Assert.DoesNotContain(await TroubledSwarm.FindAsync(host), finding => hasEsp || finding.Rule != "EncryptionNotInForce");
        }
    }

    [Fact]
    public async Task A_forwarding_entry_to_nobody_is_named_and_mended_by_its_command()
    {
        var (space, mac) = (await NamespaceAsync("app"), await MacAsync("c2"));
        await Manager.ShAsync($"{space} bridge fdb replace {mac} dev vxlan0 dst 10.99.0.77 self permanent");
        var finding = await TroubledSwarm.SingleAsync(Manager, "StaleForwardingEntry", "c2");
        Assert.Contains("leads to 10.99.0.77", finding.Message, StringComparison.Ordinal);

        await Manager.ShAsync(Between(finding.Remediation, "mend this one: ", ";"));
        await TroubledSwarm.GoneAsync(Manager, "StaleForwardingEntry");
        await Tool.UntilAsync("c2 answers", () => Manager.TryDockerAsync("exec", "c1", "ping", "-c", "1", "-W", "1", "c2"));
    }

    [Fact]
    public async Task A_neighbour_that_was_lost_is_named_and_comes_back_with_its_container()
    {
        var space = await NamespaceAsync("app");
        var address = await Worker.DockerAsync("inspect", "-f", "{{.NetworkSettings.Networks.app.IPAddress}}", "c2");
        await Manager.ShAsync($"{space} ip neigh del {address} dev vxlan0");
        var finding = await TroubledSwarm.SingleAsync(Manager, "OverlayPeerEntryMissing", "app");
        Assert.Contains($"c2 ({address} on {Worker.Address}) can't be reached", finding.Message, StringComparison.Ordinal);

        await Worker.DockerAsync("restart", "-t", "0", "c2");
        await TroubledSwarm.GoneAsync(Manager, "OverlayPeerEntryMissing");
    }

    [Fact]
    public async Task An_underlay_that_is_too_small_is_named_with_both_sizes()
    {
        await Manager.ShAsync("ip link set eth0 mtu 1400");
        try
        {
            var finding = await TroubledSwarm.SingleAsync(Manager, "UnderlayMtuTooSmall", "network app");
            Assert.Contains("packets of 1500 bytes, and eth0 on the way lets out 1400", finding.Message, StringComparison.Ordinal);
            Assert.Contains("com.docker.network.driver.mtu=1400", finding.Remediation, StringComparison.Ordinal);
            await TroubledSwarm.SingleAsync(Manager, "UnderlayMtuTooSmall", "network sec");
        }
        finally
        {
            await Manager.ShAsync("ip link set eth0 mtu 1500");
        }

        await TroubledSwarm.GoneAsync(Manager, "UnderlayMtuTooSmall");
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
            Assert.DoesNotContain(await TroubledSwarm.FindAsync(Manager), finding => finding.Subject == "network small");
        }
        finally
        {
            await Manager.ShAsync("ip link set eth0 mtu 1500");
            await Manager.TryDockerAsync("rm", "-f", "small1");
            await Worker.TryDockerAsync("rm", "-f", "small2");
            await Manager.TryDockerAsync("network", "rm", "small");
        }
    }

    [Fact]
    public async Task Missing_IPsec_states_are_named_until_there_are_some()
    {
        await Manager.ShAsync("ip xfrm state flush");
        var finding = await TroubledSwarm.SingleAsync(Manager, "EncryptionNotInForce", "sec");
        Assert.Contains(Worker.Address, finding.Message, StringComparison.Ordinal);

        // States that wait for their keys, as not every kernel has the cipher; one way alone isn't enough.
        await AllocateAsync(Manager.Address, Worker.Address);
        await TroubledSwarm.SingleAsync(Manager, "EncryptionNotInForce", "sec");
        await AllocateAsync(Worker.Address, Manager.Address);
        await TroubledSwarm.GoneAsync(Manager, "EncryptionNotInForce");
    }

    [Fact]
    public async Task A_mark_rule_that_was_flushed_is_named()
    {
        await Manager.ShAsync("iptables-save -t mangle > /run/mangle; iptables -t mangle -F OUTPUT");
        try
        {
            var finding = await TroubledSwarm.SingleAsync(Manager, "EncryptedMarkRuleMissing", "sec");
            Assert.Contains("leave this host in clear", finding.Message, StringComparison.Ordinal);
        }
        finally
        {
            await Manager.ShAsync("iptables-restore -T mangle < /run/mangle");
        }

        await TroubledSwarm.GoneAsync(Manager, "EncryptedMarkRuleMissing");
    }

    [Fact]
    public async Task Another_source_address_is_named_and_mended_by_its_command()
    {
        await Manager.ShAsync($"ip addr add 10.99.0.50/24 dev eth0; ip route add {Worker.Address} dev eth0 src 10.99.0.50");
        try
        {
            var finding = await TroubledSwarm.SingleAsync(Manager, "VxlanSourceNotNodeAddress", Worker.Address);
            await Manager.ShAsync(Between(finding.Remediation, "source: ", ";"));
            await TroubledSwarm.GoneAsync(Manager, "VxlanSourceNotNodeAddress");
        }
        finally
        {
            await Manager.ShAsync($"ip route del {Worker.Address} dev eth0; ip addr del 10.99.0.50/24 dev eth0");
        }
    }

    [Fact]
    public async Task A_subnet_that_is_used_up_is_counted()
    {
        await Manager.DockerAsync("network", "create", "-d", "overlay", "--attachable", "--subnet", "10.88.0.0/29", "tiny");
        try
        {
            var started = 0;
            while (started < 8 && (await Manager.TryDockerAsync(
                "run", "-d", "--name", $"tiny{started}", "--network", "tiny", BusyboxImage.Name, "/bin/sleep", "100000")).ExitCode == 0)
            {
                started++;
            }

            Assert.Equal(4, started);
            var finding = await TroubledSwarm.SingleAsync(Manager, "AddressesUsedUp", "tiny");
            Assert.StartsWith("Network tiny has no address left: 6 of 6 in 10.88.0.0/29", finding.Message, StringComparison.Ordinal);
            await Manager.DockerAsync("rm", "-f", "tiny0");
            await TroubledSwarm.GoneAsync(Manager, "AddressesUsedUp");
        }
        finally
        {
            for (var number = 0; number < 8; number++)
            {
                await Manager.TryDockerAsync("rm", "-f", string.Create(CultureInfo.InvariantCulture, $"tiny{number}"));
            }

            await Manager.TryDockerAsync("network", "rm", "tiny");
        }
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

            var finding = await TroubledSwarm.SingleAsync(Manager, "VxlanLinkLeftOnHost", "spare");
            Assert.Contains("spare1 can't start", finding.Message, StringComparison.Ordinal);
            await Manager.ShAsync(finding.Remediation[..finding.Remediation.IndexOf(',', StringComparison.Ordinal)]);
            await Manager.DockerAsync("rm", "-f", "spare1");
            await Manager.DockerAsync(run);
            await TroubledSwarm.GoneAsync(Manager, "VxlanLinkLeftOnHost");
        }
        finally
        {
            await Manager.TryDockerAsync("rm", "-f", "spare1");
            await Manager.TryDockerAsync("network", "rm", "spare");
        }
    }

    [Fact]
    public async Task A_vNIC_outside_the_bridge_is_named()
    {
        var space = await NamespaceAsync("app");
        var index = (await Manager.DockerAsync("exec", "c1", "cat", "/sys/class/net/eth0/iflink")).Trim();
        var link = (await Manager.ShAsync($"{space} ip -o link | grep '^{index}:' | cut -d' ' -f2 | cut -d@ -f1")).Trim();
        await Manager.ShAsync($"{space} ip link set {link} nomaster");
        var finding = await TroubledSwarm.SingleAsync(Manager, "OverlayEndpointCut", "c1");
        Assert.Contains($"{link}, is in no bridge", finding.Message, StringComparison.Ordinal);

        await Manager.ShAsync($"{space} ip link set {link} master br0");
        await TroubledSwarm.GoneAsync(Manager, "OverlayEndpointCut");
    }

    private Task AllocateAsync(string from, string to) =>
        Manager.ShAsync($"ip xfrm state allocspi src {from} dst {to} proto esp mode transport reqid 13681891 min 256 max 300");

    private static string Between(string text, string before, string after)
    {
        var from = text.IndexOf(before, StringComparison.Ordinal) + before.Length;
        return text[from..text.IndexOf(after, from, StringComparison.Ordinal)];
    }

    private async Task<string> NamespaceAsync(string network) =>
        $"nsenter --net=/run/docker/netns/1-{(await Manager.DockerAsync("network", "inspect", "-f", "{{.Id}}", network))[..10]}";

    private Task<string> MacAsync(string container) =>
        Worker.DockerAsync("inspect", "-f", "{{range .NetworkSettings.Networks}}{{.MacAddress}}{{end}}", container);
}
