using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>
/// Finds what carries the packets of each overlay network: its VXLAN link if one is seen, else the network's declared settings.
/// </summary>
internal static class OverlayCarriers
{
    public static List<Carrier>? Find(IReadOnlyList<Network> networks, IReadOnlyList<OverlayTunnel> tunnels)
    {
        var seen = tunnels.Select(tunnel => new Carrier(
            NetworkModel.Vxlan,
            new NetworkTunnel
            {
                Network = tunnel.Network?.Name,
                Namespace = tunnel.Namespace,
                Vnis = [tunnel.Vxlan.Vni],
                Port = tunnel.Vxlan.Port,
            },
            Basis.Observed,
            [EvidenceFactory.LinkIn(tunnel.Namespace, tunnel.Link)]
        ));
        var declared = networks
            .Where(network => tunnels.All(tunnel => tunnel.Network != network))
            .Select(network => new Carrier(
                NetworkModel.Vxlan,
                new NetworkTunnel { Network = network.Name, Vnis = OverlayView.DeclaredVnis(network) },
                Basis.Declared,
                [EvidenceFactory.Network(network, Declared(network))]
            ));
        var carriers = seen.Concat(declared).ToList();
        return carriers.Count == 0 ? null : carriers;
    }

    private static string Declared(Network network)
    {
        const string Option = DockerOverlayDetector.VxlanIds;
        return network.Options.TryGetValue(Option, out var list) ? $"driver overlay, {Option}={list}" : "driver overlay";
    }
}
