using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// Parts of Weave's address range belong to peers that this router doesn't know, so containers can't get these addresses. Such peers left
/// without weave reset, or are cut off. If no other part is left, containers wait for an address forever. weave rmpeer takes a part over,
/// and must run on one host only (weave#1875, #2068).
/// </summary>
internal sealed class RingUnreachable : WeaveFindingRule
{
    protected override IEnumerable<Finding> Find(HostSnapshot host, Footprint footprint, WeaveReport report)
    {
        var gone = report.IpamOwners.Where(owner => !owner.IsKnownPeer && owner.Peer != report.PeerName).ToList();
        if (gone.Count == 0)
        {
            yield break;
        }

        var all = report.IpamOwners.Sum(owner => owner.Size);
        var lost = gone.Sum(owner => owner.Size);
        var names = gone.GroupBy(owner => owner.Peer)
            .Select(group => group.First().NickName is { } nick ? $"{group.Key}({nick})" : group.Key)
            .ToList();
        var stuck = report.IpamPendingAllocations > 0 || report.IpamPendingClaims > 0 || lost == all;
        var share = all > 0 ? Math.Max(1, lost * 100 / all) : 100;
        var waiting = report.IpamPendingAllocations + report.IpamPendingClaims;
        var consequence = stuck
            ? $"Containers get no address: {Counted.Say(waiting, "request waits", "requests wait")}, and {share}% of "
                + $"{report.IpamRange} belongs"
            : $"{share}% of {report.IpamRange} can't be given to containers: it belongs";
        yield return Found(
            stuck ? Severity.Error : Severity.Warning,
            new(SubjectKind.Peer, TruncatedList.Join(gone.Select(owner => owner.NickName ?? owner.Peer).Distinct(), most: 2)),
            $"{consequence} to {TruncatedList.Join(names)}, which this router doesn't know.",
            $"weave rmpeer {ShellText.Words(" ", gone.Select(owner => owner.NickName ?? owner.Peer).Distinct().Take(6))} # "
                + $"only if these peers are gone for good, and on this host alone (two hosts would give out the same "
                + $"addresses); otherwise bring them back",
            [
                .. gone.Take(4).Select(Evidence),
                EvidenceFactory.Weave($"PendingAllocates {report.IpamPendingAllocations}, PendingClaims {report.IpamPendingClaims}"),
            ]
        );
    }

    private static Evidence Evidence(WeaveOwnership owner) =>
        EvidenceFactory.Weave(
            $"{owner.FirstAddress}, {Counted.Say(owner.Size, "address", "addresses")}: {owner.Peer} ({owner.NickName}), IsKnownPeer false"
        );
}
