using NetAudit.Model;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// This swarm manager drops TCP 2377 from other nodes. These nodes get no tasks, networks or keys from it, and can't join through it. A
/// manager among them can't reach this one for the quorum. docs.docker.com, moby#26747.
/// </summary>
internal sealed class ManagerPortFiltered : FilteredTrafficRule
{
    private const int Port = 2377;

    /// <inheritdoc />
    protected override bool CarriesContainers => false;

    /// <inheritdoc />
    protected override string Loss(string peers) =>
        $"Nodes at {peers} can't reach this manager, and get no tasks, networks or keys from it";

    /// <inheritdoc />
    protected override IEnumerable<NeededWithPeers> Needed(HostContext host, Footprint footprint)
    {
        var isManager = host.Snapshot.Engine?.Swarm is { ControlAvailable: true, LocalNodeState: "active" };
        if (footprint.Solution == SolutionIds.DockerOverlay && isManager)
        {
            var nodes = SwarmNodePaths.Find(host.Snapshot, Peers(host, footprint));
            yield return new(new NeededTraffic(IPProtocol.Tcp, Port, $"TCP {Port} (the swarm's managers)") { IsOneWay = true }, nodes);
        }
    }
}
