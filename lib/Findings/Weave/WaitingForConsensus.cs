using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// Weave's IPAM waits until a majority of the expected peers agree on who begins (Paxos), so containers get no address. The router expects
/// as many peers as it was given at launch, or as --ipalloc-init=consensus=N says (weave#2767; ipam/paxos).
/// </summary>
internal sealed class WaitingForConsensus : WeaveFindingRule
{
    protected override IEnumerable<Finding> Find(HostSnapshot host, Footprint footprint, WeaveReport report)
    {
        if (report.IpamConsensus is not { } consensus || report.IpamOwners.Count > 0)
        {
            yield break;
        }

        var waits = consensus.IsElector
            ? $"the router knows {consensus.KnownPeers} of the {consensus.Quorum} peers that must agree first"
            : "the router is an observer, and no peer that it knows has begun";
        yield return Found(
            Severity.Error,
            new(SubjectKind.Agent, "weave"),
            $"Containers get no address: {waits}.",
            $"weave connect ADDRESS # for each missing peer; or launch again with the peers that exist (weave launch "
                + $"ADDRESS...); if no other host ever gave out addresses: weave prime, or weave launch --ipalloc-init "
                + $"seed=NAMES",
            EvidenceFactory.Weave($"IPAM.Paxos: KnownNodes {consensus.KnownPeers}, Quorum {consensus.Quorum}")
        );
    }
}
