using NetAudit.Model;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// This host drops TCP or UDP 7946, over which a swarm's nodes exchange their containers' names and addresses (libnetwork's networkdb,
/// memberlist). A node whose packets don't arrive isn't a peer, so its containers have no names and addresses here. docs.docker.com,
/// moby#26747, #30972.
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
