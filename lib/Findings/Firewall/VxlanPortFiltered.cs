using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// Overlay networks send their frames as VXLAN to UDP 4789, or the swarm's data path port. The socket is in the host's own namespace, so
/// the host's INPUT and OUTPUT decide; each flow has a source port of its own, so tracked answers don't help. moby#30972, docs.docker.com.
/// </summary>
[Explains(typeof(HypervisorTakesVxlan))]
internal sealed class VxlanPortFiltered : FilteredTrafficRule
{
    private const int UsualPort = 4789;

    /// <inheritdoc />
    protected override string Loss(string peers) => $"Containers here and on {peers} don't reach each other over overlay networks";

    /// <inheritdoc />
    protected override IEnumerable<NeededWithPeers> Needed(HostContext host, Footprint footprint)
    {
        if (footprint.Solution == SolutionIds.DockerOverlay && Port(host.Snapshot, footprint) is { } port)
        {
            yield return new(new NeededTraffic(IPProtocol.Udp, port, $"UDP {port} (VXLAN)"), Peers(host, footprint));
        }
    }

    /// <summary>Managers tell the port, where it isn't the usual one; else the VXLAN links do.</summary>
    private static int? Port(HostSnapshot host, Footprint footprint)
    {
        var swarm = host.Engine?.Swarm;
        return swarm?.DataPathPort is > 0 and var told ? told
            : OverlayTunnels.Find(host, footprint.Networks) is [var tunnel, ..] ? tunnel.Vxlan.Port
            : swarm?.ControlAvailable == true ? UsualPort
            : null;
    }
}
