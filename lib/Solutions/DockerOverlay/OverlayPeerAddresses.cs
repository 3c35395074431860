using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>
/// Finds the addresses to which an overlay network's VXLAN packets go. The kernel's forwarding entries come first, as the kernel sends by
/// them. Then comes the engine's table of endpoints (its "Host IP" is the data path address). The gossip's peers count only if neither
/// exists, as their address differs if the swarm was joined with --data-path-addr.
/// </summary>
internal static class OverlayPeerAddresses
{
    public static IReadOnlyList<PeerAddress> Find(HostSnapshot host, Footprint footprint)
    {
        var networks = footprint.Networks.Where(network => network.Driver == "overlay").ToList();
        var tunnels = OverlayTunnels.Find(host, networks);
        return [.. networks.SelectMany(network => OfNetwork(host, network, tunnels))];
    }

    private static List<PeerAddress> OfNetwork(HostSnapshot host, Network network, IReadOnlyList<OverlayTunnel> tunnels)
    {
        var peers = new List<PeerAddress>();
        foreach (var tunnel in tunnels.Where(tunnel => tunnel.Network == network))
        {
            peers.AddRange(
                from entry in host.EngineNamespaces[tunnel.Namespace].Forwarding.OrNone()
                where entry.Device == tunnel.Link.Name && entry.Destination is not null
                select Named(host, network, entry.Destination!, EvidenceFactory.Forwarding(tunnel.Namespace, entry))
            );
        }

        peers.AddRange(
            from task in network.Tasks.OrNone()
            where task.HostAddress is not null
            select Named(host, network, task.HostAddress!, EvidenceFactory.Network(network, $"{task.Name} is on {task.HostAddress}"))
        );
        var own = host.OwnAddresses();
        if (peers.All(peer => own.Contains(peer.Address)))
        {
            peers.AddRange(
                from peer in network.Peers.OrNone()
                where peer.Address is not null
                select Named(host, network, peer.Address!, EvidenceFactory.Network(network, $"Peers has {peer.Address}"))
            );
        }

        return peers;
    }

    private static PeerAddress Named(HostSnapshot host, Network network, string address, Evidence evidence) =>
        new(address, evidence) { Network = network.Name, Own = OwnAddress(host, network) };

    /// <summary>
    /// The address of this host that the others send the network's frames to: that of its own tasks in the engine's table.
    /// </summary>
    public static string? OwnAddress(HostSnapshot host, Network network)
    {
        var here = new HashSet<string>(host.RunningContainers().Select(container => container.Name));
        var task = network
            .Tasks.OrNone()
            .FirstOrDefault(one => one.HostAddress is not null && one.Name is not null && here.Contains(one.Name));
        return task?.HostAddress
            ?? host.Engine?.Swarm?.DataPathAddress
            ?? host.Engine?.Swarm?.NodeAddress
            ?? (host.Engine?.ClusterAdvertise?.Split(':') is [var advertised, ..] ? advertised : null);
    }
}
