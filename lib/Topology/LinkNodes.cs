using System.Globalization;
using NetAudit.Snapshots;

namespace NetAudit.Topology;

/// <summary>The links of a host's own namespace. The ends of veth pairs aren't nodes: they are part of an edge.</summary>
internal static class LinkNodes
{
    private static readonly string[] Tunnels = ["vxlan", "tun", "ipip", "sit", "gre", "wireguard", "geneve"];

    public static void Draw(HostDrawing host)
    {
        var links = host.Snapshot.HostLinks();
        foreach (var link in links.Where(link => IsDrawn(host, link)))
        {
            var network = host.Bridges.TryGetValue(link.Name, out var found) ? found : null;
            var owner = network is null ? host.OwnerOf(link) : host.OwnerOf(network) ?? host.OwnerOf(link);
            host.Add(
                Create(host, TopologyIds.Link(host.Host, link.Name), KindOf(link), link) with
                {
                    Parent = TopologyIds.Host(host.Host),
                    Network = network is null ? null : TopologyIds.Network(host.Host, network.Id),
                    Solution = owner,
                    Domain = network is not null ? host.DomainOf(network) : owner,
                }
            );
        }

        foreach (var link in links.Where(link => link.Master is not null))
        {
            Plug(host, links, link);
        }
    }

    /// <summary>A link's node, with the facts that any link has.</summary>
    public static TopologyNode Create(HostDrawing host, string id, TopologyNodeKind kind, Link link) =>
        new()
        {
            Id = id,
            Kind = kind,
            Name = link.Name,
            Host = host.Host,
            Addresses = [.. link.Addresses.Where(one => !HostQueries.IsLinkLocal(one.Address)).Select(one => one.ToString())],
            Mtu = link.Mtu,
            Facts =
            [
                .. Fact("Kind", link.Kind),
                .. Fact("State", link.Up ? null : "down"),
                .. Fact("MAC address", link.MacAddress),
                .. link.Vxlan is { } vxlan ? Vxlan(vxlan) : [],
            ],
        };

    /// <summary>A fact; none if it was not seen.</summary>
    public static IEnumerable<TopologyFact> Fact(string name, string? value) => value is { Length: > 0 } ? [new(name, value)] : [];

    private static IEnumerable<TopologyFact> Vxlan(VxlanFacts vxlan) =>
        [
            new("VNI", vxlan.Vni.ToString(CultureInfo.InvariantCulture)),
            new("UDP port", vxlan.Port.ToString(CultureInfo.InvariantCulture)),
            .. Fact("Local address", vxlan.Local),
            .. Fact("Remote address", vxlan.Remote),
        ];

    private static bool IsDrawn(HostDrawing host, Link link) =>
        !link.IsLoopback
        && (link.Kind is not ("veth" or "dummy" or "ifb") || IsOuter(link))
        && (link.Up || link.Addresses.Count > 0 || host.IsOwned(link) || host.Bridges.ContainsKey(link.Name))
        && !(link.Kind == "openvswitch" && link.Name == "ovs-system");

    /// <summary>
    /// Whether the link leads out of the host: a host that is itself a container or a namespace reaches others through a veth.
    /// </summary>
    private static bool IsOuter(Link link) =>
        link.Master is null && link.Addresses.Any(address => !HostQueries.IsLinkLocal(address.Address));

    private static TopologyNodeKind KindOf(Link link) =>
        link.Kind is "bridge" or "openvswitch" ? TopologyNodeKind.Bridge
        : Tunnels.Contains(link.Kind) ? TopologyNodeKind.Tunnel
        : TopologyNodeKind.Link;

    private static void Plug(HostDrawing host, IReadOnlyList<Link> links, Link link)
    {
        var (id, master) = (TopologyIds.Link(host.Host, link.Name), TopologyIds.Link(host.Host, link.Master!));
        if (host.Has(id) && host.Has(master))
        {
            host.Edges.Add(Edge(host, id, master, link, []));
            return;
        }

        // A veth pair with both ends in bridges of this host joins the two, as Weave's bridge and its switch.
        var other = link.Kind != "veth" ? null : links.FirstOrDefault(one => one.Index == link.PeerIndex && HostQueries.AreEnds(link, one));
        if (other?.Master is { } far && link.Index < other.Index && host.Has(master) && host.Has(TopologyIds.Link(host.Host, far)))
        {
            host.Edges.Add(Edge(host, master, TopologyIds.Link(host.Host, far), link, [link.Name, other.Name]));
        }
    }

    private static TopologyEdge Edge(HostDrawing host, string from, string to, Link link, IReadOnlyList<string> via) =>
        new()
        {
            From = from,
            To = to,
            Kind = TopologyEdgeKind.Plug,
            Solution = host.OwnerOf(link),
            Via = via,
        };
}
