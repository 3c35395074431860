using NetAudit.Model;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// Nodes of a swarm tell each other which container has which address over TCP and UDP 7946 (libnetwork's networkdb, memberlist). A node
/// that isn't heard is no peer: its containers have no names and no addresses here. docs.docker.com, moby#26747, #30972.
/// </summary>
[Explains(typeof(GossipBlocked))]
internal sealed class GossipPortFiltered : FilteredTrafficRule
{
    private const int Port = 7946;

    /// <inheritdoc />
    protected override bool CarriesContainers => false;

    /// <inheritdoc />
    protected override string Loss(string peers) =>
        $"Names and addresses of containers on {peers} may be missing here, and those here may be missing there";

    /// <inheritdoc />
    protected override IEnumerable<NeededWithPeers> Needed(HostContext host, Footprint footprint)
    {
        if (footprint.Solution == SolutionIds.DockerOverlay)
        {
            var nodes = SwarmNodePaths.Find(host.Snapshot, Peers(host, footprint));
            yield return new(new NeededTraffic(IPProtocol.Tcp, Port, $"TCP {Port} (gossip)") { DoBothEndsBegin = true }, nodes);
            yield return new(new NeededTraffic(IPProtocol.Udp, Port, $"UDP {Port} (gossip)") { DoBothEndsBegin = true }, nodes);
        }
    }
}
