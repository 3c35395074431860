using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// This host drops VXLAN, which overlay networks send to UDP 4789 or to the swarm's data path port. The socket is in the host's own
/// namespace, so INPUT and OUTPUT decide. Each flow has its own source port, so accepting tracked connections doesn't help. moby#30972,
/// docs.docker.com.
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

    /// <summary>
    /// The VXLAN port that a manager reports, else that of a VXLAN link. A manager without either uses 4789; null if unknown.
    /// </summary>
    private static int? Port(HostSnapshot host, Footprint footprint)
    {
        var swarm = host.Engine?.Swarm;
        return swarm?.DataPathPort is > 0 and var told ? told
            : OverlayTunnels.Find(host, footprint.Networks) is [var tunnel, ..] ? tunnel.Vxlan.Port
            : swarm?.ControlAvailable == true ? UsualPort
            : null;
    }
}
