using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>A VXLAN link that Docker made, in a namespace of its own.</summary>
/// <param name="Namespace">The namespace's name: "1-3tqsb7j6z4".</param>
/// <param name="Link">The link.</param>
/// <param name="Vxlan">The link's VXLAN settings.</param>
/// <param name="Network">The network it serves: the one whose id begins with the namespace's name; null if none does.</param>
internal sealed record OverlayTunnel(string Namespace, Link Link, VxlanFacts Vxlan, Network? Network);

/// <summary>Finds Docker's VXLAN links. The host's own namespace has none: libnetwork moves them.</summary>
internal static class OverlayTunnels
{
    public static IReadOnlyList<OverlayTunnel> Find(HostSnapshot host, IReadOnlyList<Network> networks) =>
        [
            .. from ns in host.EngineNamespaces
            where IsOverlay(ns.Key)
            from link in ns.Value.Links.OrNone()
            where link.Vxlan is not null
            orderby ns.Key, link.Name
            select new OverlayTunnel(ns.Key, link, link.Vxlan!, networks.FirstOrDefault(network => OverlayNamespace.IsOf(ns.Key, network))),
        ];

    private static bool IsOverlay(string name) => OverlayNamespace.IdIn(name) is not null;
}

/// <summary>The other hosts of Docker's overlay, and whether frames go to each directly.</summary>
internal static class OverlayPeers
{
    public static IReadOnlyList<Peer>? Find(HostSnapshot host, IReadOnlyList<Network> networks, IReadOnlyList<OverlayTunnel> tunnels)
    {
        var own = new HashSet<string>(host.HostLinks().SelectMany(link => link.Addresses).Select(address => address.Address));
        own.UnionWith(new[] { host.Engine?.Swarm?.NodeAddress, host.Engine?.ClusterAdvertise?.Split(':')[0] }.OfType<string>());

        var entries = (
            from tunnel in tunnels
            from entry in host.EngineNamespaces[tunnel.Namespace].Forwarding.OrNone()
            where entry.Device == tunnel.Link.Name && entry.Destination is not null && !own.Contains(entry.Destination)
            select (tunnel.Namespace, Entry: entry)
        ).ToList();
        var peers = entries
            .GroupBy(entry => entry.Entry.Destination!)
            .Select(group => new Peer(
                group.Key,
                Reachability.Direct,
                null,
                EvidenceFactory.Forwarding(group.First().Namespace, group.First().Entry)
            ))
            .ToList();

        var declared = networks
            .SelectMany(network => network.Peers.OrNone().Select(peer => (network, peer)))
            .Where(pair => pair.peer.Address is { } address && !own.Contains(address) && peers.All(peer => peer.Name != address))
            .GroupBy(pair => pair.peer.Address!)
            .Select(group => new Peer(
                group.Key,
                Reachability.Unknown,
                null,
                EvidenceFactory.Network(group.First().network, $"Peers has {group.Key}")
            ));
        peers.AddRange(declared.ToList());

        foreach (
            var node in (host.Engine?.Nodes).OrNone().Where(node => node.State is "down" or "disconnected" && node.Address is not null)
        )
        {
            peers.RemoveAll(peer => peer.Name == node.Address);
            peers.Add(
                new Peer(
                    node.Address!,
                    Reachability.Unreachable,
                    null,
                    EvidenceFactory.Engine($"docker node ls", $"{node.HostName} is {node.State}")
                )
            );
        }

        return peers;
    }
}
