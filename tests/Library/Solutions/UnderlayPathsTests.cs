using NetAudit.Library.Tests.Findings;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Library.Tests.Solutions;

/// <summary>The paths to other hosts, by their addresses and the kernel's routes.</summary>
public sealed class UnderlayPathsTests
{
    [Fact]
    public void An_overlays_packets_go_by_the_link_that_routes_to_the_peer()
    {
        var path = Assert.Single(Paths(TroubledHost.Read("00-clean-swarm")), path => path.Network == "app");
        Assert.Equal(("10.97.0.2", "eth0", "10.97.0.1", 1500), (path.Peer, path.Answer.Link?.Name, path.Answer.Source, path.Answer.Mtu));
    }

    [Fact]
    public void Where_the_peer_is_behind_WireGuard_that_is_the_underlay()
    {
        var path = Assert.Single(Paths(TroubledHost.Read("04-mtu-wireguard")), path => path.Network == "app");
        Assert.Equal(("wg0", 1420), (path.Answer.Link?.Name, path.Answer.Mtu));
    }

    [Fact]
    public void A_second_interface_that_leads_to_no_peer_is_no_underlay() =>
        Assert.Equal(
            ["eth0"],
            UnderlayPaths
                .Links(TroubledHost.Read("05c-mtu-other-nic"), Overlay(TroubledHost.Read("05c-mtu-other-nic")))
                .Select(link => link.Name)
        );

    [Theory]
    [InlineData("flannel-vxlan/fl1", "Flannel")]
    [InlineData("flannel-hostgw/fl1", "Flannel")]
    [InlineData("weave-sleeve-plain/node1", "Weave")]
    [InlineData("calico-libnetwork-v2.6/host1", "Calico")]
    [InlineData("overlay-kv/kv1", "DockerOverlay")]
    public void Other_solutions_name_their_peers_too(string bundle, string solution)
    {
        var host = RecordedHosts.Read(bundle);
        var paths = UnderlayPaths.Find(host, HostContext.Create(host).Find(solution)!);
        Assert.NotEmpty(paths);
        Assert.All(paths, path => Assert.Equal("eth0", path.Answer.Link?.Name));
    }

    [Fact]
    public void A_hosts_own_subnets_are_those_of_its_VPN_too()
    {
        var host = TroubledHost.Read("04-mtu-wireguard");
        Assert.Equal(
            ["eth0", "wg0"],
            HostSubnets.Find(host, Overlay(host)).Where(one => one.Subnet.Family == 4).Select(one => one.Link.Name).Distinct()
        );
    }

    private static Footprint Overlay(HostSnapshot host) => HostContext.Create(host).Find("DockerOverlay")!;

    private static IReadOnlyList<UnderlayPath> Paths(HostSnapshot host) => UnderlayPaths.Find(host, Overlay(host));
}
