using NetAudit.Findings;
using NetAudit.Model;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.Findings.Overlaps.RangedHost;

namespace NetAudit.Library.Tests.Findings.Overlaps;

public sealed class SubnetOverlapsHostTests
{
    [Fact]
    public void A_bridge_with_the_range_of_a_VPN_link_is_cut_off()
    {
        var finding = Assert.Single(TroubledHost.Read("60-bridge-overlaps-vpn").Find<SubnetOverlapsHost>());

        Assert.Equal((Severity.Error, SubjectKind.Network, "br1"), (finding.Severity, finding.Subject.Kind, finding.Subject.Name));
        Assert.Equal(
            "Containers of network br1 can't reach hosts in 172.18.0.0/16 on the VPN link tun0. This host reaches "
                + "only one of the two: both have the range 172.18.0.0/16, and the kernel takes the route that comes first. If that is "
                + "the other one, no answer reaches the containers.",
            finding.Message
        );
        Assert.Equal(
            "docker network rm br1 && docker network create --subnet 10.213.0.0/24 br1 # its containers must leave it first; "
                + "10.213.0.0/24 is free on this host: check that it is on the others too; for future networks: "
                + "\"default-address-pools\": [{\"base\": \"10.214.0.0/16\", \"size\": 24}] in "
                + "/etc/docker/daemon.json, which replaces Docker's own pools",
            finding.Remediation
        );
    }

    [Fact]
    public void A_link_inside_docker_gwbridges_range_takes_its_containers_packets_away()
    {
        var finding = Assert.Single(TroubledHost.Read("14-gwbridge-overlaps-lan").Find<SubnetOverlapsHost>());

        Assert.Equal((Severity.Error, "docker_gwbridge"), (finding.Severity, finding.Subject.Name));
        Assert.Equal(
            "Containers of network docker_gwbridge (172.18.0.0/16) can't reach hosts in 172.18.0.0/20 on eth1: these "
                + "addresses are also in their own network's range. Answers to its containers leave by eth1 instead of its "
                + "bridge, so they get none from outside this host, and ports published for them don't answer "
                + "(gateway_961938964ae4, c1, web.1.zwygg3f41v84g1qzblq9af9lh, gateway_ingress-sbox).",
            finding.Message
        );
        Assert.Equal(
            "docker node update --availability drain x2a # on a manager; then wait until docker ps shows no task\n"
                + "docker stop c1 && docker network disconnect -f docker_gwbridge gateway_961938964ae4 && docker network disconnect -f "
                + "docker_gwbridge gateway_ingress-sbox && docker network rm docker_gwbridge "
                + "&& docker network create --subnet 10.213.2.0/24 --opt com.docker.network.bridge.enable_icc=false --opt "
                + "com.docker.network.bridge.enable_ip_masquerade=true --opt com.docker.network.bridge.name=docker_gwbridge "
                + "docker_gwbridge && systemctl restart docker\n"
                + "docker node update --availability active x2a # on a manager, once docker node ls answers\n"
                + "docker start c1 # here; 10.213.2.0/24 is free on this host: check that it is on the others too",
            finding.Remediation
        );
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
                    "Containers on network app can't reach hosts in 10.0.1.0/24, part of 10.0.0.0/16 on eth0",
                    StringComparison.Ordinal
                )
        );
    }

    [Fact]
    public void A_route_inside_an_agents_range_is_named()
    {
        var finding = Assert.Single(TroubledHost.Read("45-range-overlaps-route").Find<SubnetOverlapsHost>());

        Assert.Equal((Severity.Warning, "Weave", "weave"), (finding.Severity, finding.Solution, finding.Subject.Name));
        Assert.Equal(
            "docker network disconnect weave q1; docker network disconnect weave p1 # and its containers on the other hosts\n"
                + "weave reset # on all hosts, before the next step\n"
                + "weave launch --ipalloc-range 10.214.0.0/16 # on each host, with the peers and options that it had\n"
                + "docker network connect weave q1; docker network connect weave p1 # and those on the other hosts\n"
                + "docker restart CONTAINER # each container that weave attached by itself",
            finding.Remediation
        );
    }

    [Fact]
    public void A_bridge_whose_route_was_replaced_by_one_elsewhere_is_not_reached()
    {
        var finding = Assert.Single(TroubledHost.Recorded("engine28-swarm/md2").Find<SubnetOverlapsHost>());

        Assert.Equal(
            "This host doesn't reach the containers of network br1, and answers from elsewhere don't reach them: it "
                + "sends packets for 172.19.0.0/16 out by eth0, and the bridge's own route is gone.",
            finding.Message
        );
    }

    [Fact]
    public void A_route_to_a_single_container_is_that_containers_trouble_and_no_overlap() =>
        Assert.Empty(RangedHost.Docker0().WithRoute("eth0", null, "172.17.0.2/32", null).Find<SubnetOverlapsHost>());

    [Theory]
    [InlineData("tun0", "tun", "10.8.0.0/24", null)]
    [InlineData("wg0", "wireguard", "10.0.0.0/24", null)]
    [InlineData("tun0", "tun", "0.0.0.0/1", null)]
    [InlineData("eth0", null, "192.0.2.0/24", null)]
    public void What_does_not_overlap_is_none(string link, string? kind, string range, string? via) =>
        Assert.Empty(Docker0().WithRoute(link, kind, range, via).Find<SubnetOverlapsHost>());

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
        var finding = Assert.Single(Docker0().WithRoute(link, kind, range, via).Find<SubnetOverlapsHost>());

        Assert.Equal((severity, "bridge"), (finding.Severity, finding.Subject.Name));
        Assert.Contains(range, finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_manager_in_the_bridges_part_of_the_LAN_makes_it_an_error()
    {
        var host = Docker0().WithRoute("eth1", null, "172.16.0.0/12", null);
        host = host with { Engine = host.Engine! with { Swarm = new SwarmState { RemoteManagers = ["172.17.200.5:2377"] } } };

        var finding = Assert.Single(host.Find<SubnetOverlapsHost>());

        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Equal(
            "This host and its containers can't reach hosts in 172.17.0.0/16 of 172.16.0.0/12 on eth1, among them "
                + "172.17.200.5: these addresses are taken for containers of network bridge.",
            finding.Message
        );
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
}
