using NetAudit.Findings;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Overlaps;

public sealed class OverlapTests
{
    [Fact]
    public void A_bridge_with_the_range_of_a_VPN_link_is_cut_off()
    {
        var finding = Assert.Single(TroubledHost.Read("60-bridge-overlaps-vpn").Find<SubnetOverlapsHost>());

        Assert.Equal((Severity.Error, SubjectKind.Network, "br1"), (finding.Severity, finding.Subject.Kind, finding.Subject.Name));
        Assert.StartsWith(
            "Containers of network br1 can't reach hosts in 172.18.0.0/16 of the VPN link tun0, and this host may not reach its containers",
            finding.Message,
            StringComparison.Ordinal
        );
        Assert.Contains("docker network create --subnet RANGE br1", finding.Remediation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_inside_docker_gwbridges_range_takes_its_containers_packets_away()
    {
        var finding = Assert.Single(TroubledHost.Read("14-gwbridge-overlaps-lan").Find<SubnetOverlapsHost>());

        Assert.Equal((Severity.Error, "docker_gwbridge"), (finding.Severity, finding.Subject.Name));
        Assert.Contains("out by eth1, so their published ports don't answer", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Overlays_in_the_hosts_network_are_named_with_what_their_containers_lose()
    {
        var findings = TroubledHost.Read("12-overlay-overlaps-vpc").Find<SubnetOverlapsHost>();

        Assert.Equal(["app", "ingress"], findings.Select(finding => finding.Subject.Name).Order());
        Assert.All(findings, finding => Assert.Equal((Severity.Warning, "DockerOverlay"), (finding.Severity, finding.Solution)));
        Assert.Contains(
            findings,
            finding =>
                finding.Message.StartsWith(
                    "Containers on app can't reach hosts in 10.0.1.0/24 of 10.0.0.0/16 of eth0",
                    StringComparison.Ordinal
                )
        );
    }

    [Fact]
    public void A_name_server_with_an_address_of_ingress_is_lost_to_its_containers()
    {
        var finding = Assert.Single(TroubledHost.Read("12-overlay-overlaps-vpc").Find<NameServerInNetwork>());

        Assert.Equal((Severity.Error, "ingress"), (finding.Severity, finding.Subject.Name));
        Assert.Contains("10.0.0.2", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_route_inside_an_agents_range_is_named()
    {
        var finding = Assert.Single(TroubledHost.Read("45-range-overlaps-route").Find<SubnetOverlapsHost>());

        Assert.Equal((Severity.Warning, "Weave", "weave"), (finding.Severity, finding.Solution, finding.Subject.Name));
        Assert.Contains("--ipalloc-range", finding.Remediation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bridge_and_an_overlay_with_one_range_are_named_and_the_bridge_is_to_move()
    {
        var finding = Assert.Single(TroubledHost.Read("13-pools-overlap").Find<NetworksOverlap>());

        Assert.Equal((Severity.Warning, "bridge"), (finding.Severity, finding.Subject.Name));
        Assert.Contains("bip", finding.Remediation, StringComparison.Ordinal);
        Assert.Empty(TroubledHost.Read("13-pools-overlap").Find<SubnetOverlapsHost>());
    }

    [Fact]
    public void Docker_gwbridge_in_an_overlays_range_costs_its_containers_the_way_out()
    {
        var overlay = SnapshotBuilder.Network("app", "overlay", "10.0.0.0/16", "swarm");
        var host = SnapshotBuilder.Host().With(SnapshotBuilder.Network("docker_gwbridge", "bridge", "10.0.1.0/24"), overlay);

        var finding = Assert.Single(host.Find<NetworksOverlap>());

        Assert.Equal((Severity.Error, "docker_gwbridge"), (finding.Severity, finding.Subject.Name));
        Assert.StartsWith("Containers on network app lose their way out of the host", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bridge_whose_route_was_replaced_by_one_elsewhere_is_not_reached()
    {
        var finding = Assert.Single(TroubledHost.Recorded("engine28-swarm/md2").Find<SubnetOverlapsHost>());

        Assert.StartsWith("This host doesn't reach the containers of network br1", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("00-clean-swarm")]
    [InlineData("38-kubernetes-flannel-beside-docker")]
    [InlineData("40-weave-sound")]
    [InlineData("71-nft29-trusted-interface")]
    public void A_sound_host_has_no_overlap(string name)
    {
        var host = TroubledHost.Read(name);

        Assert.Empty(host.Find<SubnetOverlapsHost>());
        Assert.Empty(host.Find<NetworksOverlap>());
        Assert.Empty(host.Find<NameServerInNetwork>());
        Assert.Empty(host.Find<AddressPoolsUsedUp>());
    }

    [Theory]
    [InlineData("tun0", "tun", "10.8.0.0/24", null)]
    [InlineData("wg0", "wireguard", "10.0.0.0/24", null)]
    [InlineData("tun0", "tun", "0.0.0.0/1", null)]
    [InlineData("eth0", null, "192.0.2.0/24", null)]
    public void What_does_not_overlap_is_none(string link, string? kind, string range, string? via) =>
        Assert.Empty(WithRoute(Docker0(), link, kind, range, via).Find<SubnetOverlapsHost>());

    [Theory]
    [InlineData("tun0", "tun", "172.16.0.0/12", null, Severity.Warning)]
    [InlineData("tun0", "tun", "172.17.0.0/16", null, Severity.Error)]
    [InlineData("wg0", "wireguard", "172.17.9.0/24", null, Severity.Warning)]
    [InlineData("wg0", "wireguard", "172.17.0.0/24", null, Severity.Error)]
    [InlineData("eth1", null, "172.16.0.0/12", null, Severity.Warning)]
    [InlineData("eth1", null, "172.16.0.0/12", "192.0.2.254", Severity.Information)]
    [InlineData("eth1", null, "172.17.64.0/20", "192.0.2.254", Severity.Warning)]
    public void A_range_is_the_worse_the_surer_it_is_that_somebody_is_cut_off(
        string link,
        string? kind,
        string range,
        string? via,
        Severity severity
    )
    {
        var finding = Assert.Single(WithRoute(Docker0(), link, kind, range, via).Find<SubnetOverlapsHost>());

        Assert.Equal((severity, "bridge"), (finding.Severity, finding.Subject.Name));
        Assert.Contains(range, finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_manager_in_the_bridges_part_of_the_LAN_makes_it_an_error()
    {
        var host = WithRoute(Docker0(), "eth1", null, "172.16.0.0/12", null);
        host = host with { Engine = host.Engine! with { Swarm = new SwarmState { RemoteManagers = ["172.17.200.5:2377"] } } };

        var finding = Assert.Single(host.Find<SubnetOverlapsHost>());

        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Contains("172.17.200.5", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bridge_that_the_LANs_card_is_a_port_of_has_the_LANs_range_by_design()
    {
        var bridged = SnapshotBuilder.Network("lan", "bridge", "192.0.2.0/24") with
        {
            Options = new Dictionary<string, string> { ["com.docker.network.bridge.name"] = "br0" },
        };
        var host = SnapshotBuilder.Host(
            SnapshotBuilder.Link("br0", "bridge", 9) with
            {
                Addresses = [SnapshotBuilder.Address("192.0.2.9/24")],
            }
        );
        var links = host.HostLinks().Select(link => link.Name == "eth0" ? link with { Addresses = [], Master = "br0" } : link);
        host = host with { HostNamespace = host.HostNamespace! with { Links = [.. links] } };

        Assert.Empty(host.With(bridged).With(SnapshotBuilder.Route("192.0.2.0/24", "br0")).Find<SubnetOverlapsHost>());
    }

    [Fact]
    public void A_routed_network_is_cut_out_of_the_LANs_range_by_design()
    {
        var routed = SnapshotBuilder.Network("cut", "bridge", "192.0.2.128/28") with
        {
            Options = new Dictionary<string, string> { ["com.docker.network.bridge.gateway_mode_ipv4"] = "routed" },
        };
        var host = SnapshotBuilder.Host().With(SnapshotBuilder.Route("192.0.2.0/24", "eth0", protocol: "kernel"));

        Assert.Empty(host.With(routed).Find<SubnetOverlapsHost>());
        Assert.Single(host.With(SnapshotBuilder.Network("cut", "bridge", "192.0.2.128/28")).Find<SubnetOverlapsHost>());
    }

    [Fact]
    public void A_macvlan_has_the_LANs_range_by_design() =>
        Assert.Empty(SnapshotBuilder.Host().With(SnapshotBuilder.Network("mv", "macvlan", "192.0.2.0/24")).Find<SubnetOverlapsHost>());

    [Fact]
    public void A_name_server_that_is_a_container_of_the_network_is_there_by_design()
    {
        var host = Docker0() with { Resolver = new Resolver { NameServers = ["172.17.0.2"] } };

        Assert.Single(host.Find<NameServerInNetwork>());
        Assert.Empty(
            host.With(SnapshotBuilder.Container("pihole", "bridge", SnapshotBuilder.Endpoint("bridge", "172.17.0.2")))
                .Find<NameServerInNetwork>()
        );
        Assert.Empty((host with { Resolver = new Resolver { NameServers = ["172.17.0.1"] } }).Find<NameServerInNetwork>());
    }

    [Theory]
    [InlineData("28.5.2", "172.16.0.0/12", null, true)]
    [InlineData("28.5.2", "172.16.0.0/12", "192.0.2.254", false)]
    [InlineData("20.10.24", "172.16.0.0/12", "192.0.2.254", true)]
    public void Pools_are_used_up_by_networks_and_by_routes_that_the_engine_avoids(string version, string range, string? via, bool usedUp)
    {
        var host = SnapshotBuilder.Host();
        AddressPool[] pools = [new("172.20.0.0/14", 16), new("10.77.0.0/23", 24)];
        host = host with { Engine = host.Engine! with { Version = version, DefaultAddressPools = pools } };
        host = host.With(SnapshotBuilder.Network("a", "bridge", "10.77.0.0/24"), SnapshotBuilder.Network("b", "bridge", "10.77.1.0/24"));
        host = WithRoute(host, "tun0", "tun", range, via);

        Assert.Equal(usedUp ? 1 : 0, host.Find<AddressPoolsUsedUp>().Count);
        if (usedUp)
        {
            Assert.Contains(
                "all 6 subnets of the address pools are taken, 2 by networks, 4 by routes of the host",
                host.Find<AddressPoolsUsedUp>()[0].Message,
                StringComparison.Ordinal
            );
        }
    }

    private static HostSnapshot Docker0()
    {
        var host = SnapshotBuilder.Host(
            SnapshotBuilder.Link("docker0", "bridge", 5) with
            {
                Addresses = [SnapshotBuilder.Address("172.17.0.1/16")],
            }
        );
        var network = SnapshotBuilder.Network("bridge", "bridge", "172.17.0.0/16") with
        {
            Options = new Dictionary<string, string> { ["com.docker.network.bridge.name"] = "docker0" },
            Endpoints =
            [
                new NetworkEndpoint
                {
                    Key = "c",
                    Name = "web",
                    IPv4Address = "172.17.0.2/16",
                },
            ],
        };
        return host.With(network).With(SnapshotBuilder.Route("172.17.0.0/16", "docker0", protocol: "kernel"));
    }

    private static HostSnapshot WithRoute(HostSnapshot host, string link, string? kind, string range, string? via)
    {
        var links = host.HostNamespace!.Links!;
        var added = SnapshotBuilder.Link(link, kind, 77) with { Addresses = [SnapshotBuilder.Address("198.51.100.7/32")] };
        var more = links.Any(known => known.Name == link) ? links : [.. links, added];
        return (host with { HostNamespace = host.HostNamespace with { Links = more } }).With(SnapshotBuilder.Route(range, link, via));
    }
}
