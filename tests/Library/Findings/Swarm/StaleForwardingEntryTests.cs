using NetAudit.Findings;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Swarm;

/// <summary>The kernel's entries compared with the engine's table.</summary>
public sealed class StaleForwardingEntryTests
{
    [Fact]
    public void An_entry_that_leads_elsewhere_names_container_MAC_address_and_host()
    {
        var finding = Assert.Single(TroubledHost.Read("09-stale-fdb").Find<StaleForwardingEntry>());
        Assert.Equal(
            "Packets on network app from this host to c2, 10.0.1.4 (02:42:0a:00:01:04), are lost: its VXLAN entry "
                + "leads to 10.97.0.9, but the engine reports it on 10.97.0.2.",
            finding.Message
        );
    }

    [Fact]
    public void An_entry_of_nobody_leads_to_no_node()
    {
        var host = WithEntry("permanent");
        Assert.Equal(
            "Packets on network app from this host to 02:42:0a:00:01:63 are lost: its VXLAN entry leads to "
                + "10.97.0.77, but no node of the swarm has that address.",
            Assert.Single(host.Find<StaleForwardingEntry>()).Message
        );
    }

    [Fact]
    public void Learned_entries_are_the_kernels_own()
    {
        var host = WithEntry("");
        Assert.Empty(host.Find<StaleForwardingEntry>());
    }

    [Fact]
    public void A_data_path_apart_from_the_gossip_tells_no_strangers()
    {
        Network Apart(Network network) =>
            network with
            {
                Peers = [.. network.Peers!.Select(peer => peer with { Address = "192.0.2." + peer.Address![^1] })],
            };
        var host = SwarmHost.Sound.WithOtherNode(node => node with { Address = "192.0.2.2" });
        Assert.Empty(host.WithNetwork("app", Apart).WithNetwork("ingress", Apart).Find<StaleForwardingEntry>());
    }

    [Fact]
    public void A_sound_swarm_has_none() => Assert.Empty(SwarmHost.Sound.Find<StaleForwardingEntry>());

    /// <summary>The host with an entry of network app for a MAC address without an owner.</summary>
    private static HostSnapshot WithEntry(string state)
    {
        var entry = new ForwardingEntry
        {
            MacAddress = "02:42:0a:00:01:63",
            Device = "vxlan0",
            Destination = "10.97.0.77",
            State = state,
        };
        return SwarmHost.Sound.WithNamespaceOf("app", inside => inside with { Forwarding = [.. inside.Forwarding!, entry] });
    }
}
