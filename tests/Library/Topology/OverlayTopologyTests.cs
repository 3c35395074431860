using NetAudit.Model;
using NetAudit.Solutions;
using NetAudit.Topology;

namespace NetAudit.Library.Tests.Topology;

public sealed class OverlayTopologyTests
{
    [Theory]
    [MemberData(nameof(RecordedHosts.All), MemberType = typeof(RecordedHosts))]
    public void Every_edge_joins_nodes_and_every_part_has_its_whole(string name)
    {
        var topology = Draw(name);
        var ids = topology.Nodes.Select(node => node.Id).ToList();

        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(topology.Nodes, node => Assert.True(node.Parent is null || ids.Contains(node.Parent), node.Id));
        Assert.All(topology.Nodes, node => Assert.True(node.Network is null || ids.Contains(node.Network), node.Id));
        Assert.All(topology.Edges, edge => Assert.True(ids.Contains(edge.From) && ids.Contains(edge.To), edge.ToString()));
        Assert.Contains(topology.Nodes, node => node.Kind == TopologyNodeKind.Host);
    }

    [Fact]
    public void A_container_on_an_overlay_is_plugged_into_the_bridge_of_its_networks_namespace()
    {
        var topology = Draw("overlay-swarm/sw1");
        var container = Assert.Single(topology.Nodes, node => node is { Kind: TopologyNodeKind.Container, Name: "c1" });
        var vnic = Assert.Single(topology.Nodes, node => node.Parent == container.Id && node.Name == "eth0");
        var plug = Assert.Single(topology.Edges, edge => edge.From == vnic.Id);

        Assert.Equal("sw1/namespace/1-3tqsb7j6z4/br0", plug.To);
        Assert.Equal(["veth1 in 1-3tqsb7j6z4"], plug.Via);
        Assert.Equal(["10.0.1.2/24"], vnic.Addresses);
        Assert.Equal("DockerOverlay", vnic.Solution);
    }

    [Fact]
    public void Two_hosts_of_a_swarm_have_a_wire_for_what_is_encrypted_and_one_for_what_is_not()
    {
        var wires = Wires(Draw("overlay-swarm/sw1", "overlay-swarm/sw2"));

        Assert.Equal(2, wires.Count);
        Assert.All(wires, wire => Assert.Equal(("sw1/link/eth0", "sw2/link/eth0", "VXLAN"), (wire.From, wire.To, wire.Carrier)));
        Assert.Equal(["ovenc"], Assert.Single(wires, wire => wire.Encryption == "IPsec").Networks);
        Assert.Equal(["ingress", "ov1", "ov2", "ovint"], Assert.Single(wires, wire => wire.Encryption == "No").Networks);
    }

    [Fact]
    public void A_firewall_that_drops_what_comes_from_one_host_cuts_the_wire_to_that_host_only()
    {
        var topology = Draw("partial-swarm/ps1", "partial-swarm/ps2", "partial-swarm/ps3");

        Assert.Equal(
            ["ps1/link/eth0 to ps3/link/eth0"],
            Wires(topology).Where(wire => wire.State == TopologyEdgeState.Cut).Select(wire => $"{wire.From} to {wire.To}")
        );
        Assert.Equal("Containers do not all reach each other: 1 of 3 paths between hosts is cut (VxlanPortFiltered).", topology.Reach);
    }

    [Fact]
    public void What_weave_relays_names_the_relay_and_addresses_that_it_only_tried_are_no_wires()
    {
        string[] names = ["weave-sleeve-plain/node1", "weave-sleeve-plain/node2", "weave-sleeve-plain/node3", "weave-sleeve-plain/node4"];
        var wires = Wires(Draw(names));

        Assert.Equal(6, wires.Count);
        Assert.Equal(["node3", "node3"], wires.Where(wire => wire.State == TopologyEdgeState.Relayed).Select(wire => wire.RelayedBy));
        Assert.DoesNotContain(Draw(names).Nodes, node => node.Kind == TopologyNodeKind.RemoteHost);
    }

    [Fact]
    public void A_host_that_only_others_name_is_drawn_as_such()
    {
        var topology = Draw("weave-sleeve-encrypted/node1");

        Assert.Equal(
            ["node2", "node3", "node4"],
            topology.Nodes.Where(node => node.Kind == TopologyNodeKind.RemoteHost).Select(node => node.Name).Order()
        );
    }

    [Fact]
    public void Flannels_bridge_is_routed_to_its_tunnel_and_the_tunnel_leaves_by_the_hosts_link()
    {
        var edges = Draw("flannel-vxlan/fl1").Edges;

        Assert.Contains(edges, edge => edge is { From: "fl1/link/docker0", To: "fl1/link/flannel.1", Kind: TopologyEdgeKind.Route });
        Assert.Contains(edges, edge => edge is { From: "fl1/link/flannel.1", To: "fl1/link/eth0", Kind: TopologyEdgeKind.Underlay });
    }

    [Fact]
    public void Findings_stand_on_what_they_are_about()
    {
        var topology = Draw("overlay-swarm/sw1");
        var network = Assert.Single(topology.Nodes, node => node is { Kind: TopologyNodeKind.Network, Name: "dup_unalloc" });

        Assert.Equal(["NetworkNotAllocated"], network.Findings.Select(finding => finding.Rule));
    }

    [Fact]
    public void Plain_docker_says_that_nothing_joins_hosts() =>
        Assert.Equal(
            ("Nothing joins containers across hosts: this host has no multi-host network.", Basis.Observed),
            (Draw("plain-docker-bridge-only/sx1").Reach, Draw("plain-docker-bridge-only/sx1").ReachBasis)
        );

    [Fact]
    public void A_host_that_is_given_twice_is_drawn_once() =>
        Assert.Equal(Draw("flannel-vxlan/fl1").Nodes.Count, Draw("flannel-vxlan/fl1", "flannel-vxlan/fl1").Nodes.Count);

    [Fact]
    public void No_hosts_are_a_topology_too() => Assert.Empty(OverlayTopology.Create([]).Nodes);

    private static IReadOnlyList<TopologyEdge> Wires(OverlayTopology topology) =>
        [.. topology.Edges.Where(edge => edge.Kind == TopologyEdgeKind.Wire)];

    private static OverlayTopology Draw(params string[] names) =>
        OverlayTopology.Create([.. names.Select(name => HostContext.Create(RecordedHosts.Read(name)))]);
}
