using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// This host drops the UDP packets of Flannel's backend: vxlan to the link's port (8472), udp to flanneld's (8285), wireguard to 51820. For
/// udp and wireguard, sending admits at most the answers, so packets that the other host sends first are lost. Flannel's
/// Documentation/backends.md; flannel#1243.
/// </summary>
internal sealed class FlannelPortFiltered : FilteredTrafficRule
{
    private const int UdpBackend = 8285;
    private const int WireGuard = 51820;

    /// <inheritdoc />
    protected override string Loss(string peers) => $"Containers here and on {peers} don't reach each other over Flannel";

    /// <inheritdoc />
    protected override IEnumerable<NeededWithPeers> Needed(HostContext host, Footprint footprint)
    {
        if (footprint.Solution != SolutionIds.Flannel)
        {
            yield break;
        }

        var paths = Peers(host, footprint);
        foreach (var link in FlannelLinks.Find(host.Snapshot))
        {
            NeededTraffic? traffic = FlannelLinks.ModelOf(link) switch
            {
                NetworkModel.Vxlan when link.Vxlan is { Port: > 0 and var port } => new(IPProtocol.Udp, port, $"UDP {port} (VXLAN)"),
                NetworkModel.Udp => new(IPProtocol.Udp, Listening(host.Snapshot), $"UDP {Listening(host.Snapshot)} (flanneld)"),
                NetworkModel.WireGuard => new(IPProtocol.Udp, WireGuard, $"UDP {WireGuard} (WireGuard)"),
                _ => null,
            };
            if (traffic is not null)
            {
                yield return new(traffic, paths);
            }
        }
    }

    /// <summary>The port that flanneld itself listens on; 8285, the default, if no socket of flanneld was seen.</summary>
    private static int Listening(HostSnapshot host)
    {
        var sockets = (host.HostNamespace?.Listeners).OrNone();
        return sockets.FirstOrDefault(socket => socket is { Protocol: "udp", Process: "flanneld" })?.LocalPort ?? UdpBackend;
    }
}
