using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// A peer that can't be reached at all, as the agent reports. WeaveConnectionFailed covers Weave's single connections, NodeDown a swarm's
/// nodes.
/// </summary>
internal sealed class PeerFailed : SolutionFindingRule
{
    protected override IEnumerable<Finding> Find(HostSnapshot host, Footprint footprint) =>
        footprint
            .Peers.OrNone()
            .Where(peer => peer.Way == Reachability.Unreachable && footprint.Solution != SolutionIds.DockerOverlay)
            .Select(peer =>
                Found(
                    Severity.Error,
                    new(SubjectKind.Peer, peer.Name),
                    $"Peer {peer.Name} can't be reached.",
                    $"Check that the host runs, and that the solution's ports pass between the two.",
                    [peer.Evidence]
                )
            );
}
