using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// Repairs for containers' packets that are too large. Each solution sets their size differently. An overlay's option (libnetwork) is the
/// underlay's MTU, from which the engine subtracts the overhead. Flannel calculates it from the link between the hosts. Calico and Weave
/// have settings for it.
/// </summary>
internal static class MtuRepair
{
    /// <summary>Says how to limit containers' packets to a size, as a phrase without a full stop.</summary>
    /// <param name="host">The host.</param>
    /// <param name="footprint">The solution.</param>
    /// <param name="network">The engine's network that carries the packets; null if unknown.</param>
    /// <param name="mtu">The largest packet in bytes.</param>
    public static ShellText Lower(HostSnapshot host, Footprint footprint, string? network, int mtu) =>
        footprint.Solution switch
        {
            SolutionIds.DockerOverlay => Overlay(host, network, mtu),
            SolutionIds.Weave =>
                $"On all hosts: take the containers off Weave's network, weave reset, WEAVE_MTU={mtu} weave launch with the same "
                    + $"options (weaver's --mtu), connect the containers again",
            SolutionIds.Calico => Calico(footprint, mtu),
            SolutionIds.Flannel => Flannel(footprint, mtu),
            _ => $"Set the engine's MTU to {mtu} (dockerd --mtu), and start the containers again",
        };

    private static ShellText Overlay(HostSnapshot host, string? network, int mtu)
    {
        var isEncrypted = OverlayView.FindAll(host).FirstOrDefault(view => view.Network.Name == network)?.IsEncrypted == true;
        var added = isEncrypted ? (ShellText)$"VXLAN and ESP" : $"VXLAN";
        return $"Recreate the network with --opt {OverlayView.MtuOption}={OverlayMtu.OptionFor(mtu, isEncrypted)} (the "
            + $"underlay's size: Docker subtracts {OverlayMtu.Taken(isEncrypted)} bytes for {added})";
    }

    /// <summary>
    /// Felix has one setting per tunnel type. The CNI plugin, or its configuration, sets the MTU of the containers' own links.
    /// </summary>
    private static ShellText Calico(Footprint footprint, int mtu)
    {
        ShellText tunnel = footprint.Backend switch
        {
            "ipip" => $"FELIX_IPINIPMTU={mtu} and ",
            "vxlan" => $"FELIX_VXLANMTU={mtu} and ",
            "wireguard" => $"FELIX_WIREGUARDMTU={mtu} and ",
            _ => $"",
        };
        return $"Set {tunnel}the MTU of containers' links (veth_mtu in calico-config, mtu of the CNI plugin) to {mtu}, "
            + $"restart calico-node, and start the containers again";
    }

    /// <summary>flanneld subtracts the backend's overhead from the outer link's MTU, or from "MTU" in its configuration.</summary>
    private static ShellText Flannel(Footprint footprint, int mtu)
    {
        var added = footprint.Backend switch
        {
            "vxlan" => 50,
            "udp" => 28,
            "ipip" => 20,
            "wireguard" => 80,
            _ => 0,
        };
        var how = footprint.Backend is "vxlan" or "wireguard"
            ? (ShellText)$"Give Flannel's backend \"MTU\": {mtu + added} in net-conf.json, or lower the link between the hosts to that"
            : $"Lower the link between the hosts to an MTU of {mtu + added}";
        return $"{how}. Restart flanneld, which then writes FLANNEL_MTU={mtu}, restart dockerd with --mtu={mtu}, and "
            + $"start the containers again";
    }
}
