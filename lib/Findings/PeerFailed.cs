using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>A peer that can't be reached. Weave's connection to itself fails always, and means nothing.</summary>
internal sealed class PeerFailed : SolutionFindingRule
{
    private const string Itself = "cannot connect to ourself";

    protected override IEnumerable<Finding> Find(HostSnapshot host, Footprint footprint)
    {
        if (footprint.Solution == "Weave" && host.Weave is { } report)
        {
            foreach (var connection in report.Connections.Where(connection => connection.State is "failed" or "retrying" && connection.Info?.Contains(Itself) != true))
            {
                yield return Found(
                    Severity.Error,
                    new(SubjectKind.Peer, connection.Address ?? "?"),
                    $"The connection to {connection.Address} {connection.State}: {WithoutRetry(connection.Info)}.",
                    "check that TCP 6783 and UDP 6783-6784 pass between the hosts, and that both have the same password; traffic is relayed only if another peer reaches both.",
                    [EvidenceFactory.Weave($"connection {connection.Address} {connection.State}")]);
            }
        }

        foreach (var peer in (footprint.Peers ?? []).Where(peer => peer.Way == Reachability.Unreachable))
        {
            yield return Found(Severity.Error, new(SubjectKind.Peer, peer.Name), $"Peer {peer.Name} can't be reached.", "check the host, and the ports between the two.", [peer.Evidence]);
        }
    }

    /// <summary>The router's words without the time of its next try, which differs with every look.</summary>
    private static string WithoutRetry(string? info) => info is null ? "no reason given" : info.IndexOf(", retry:", StringComparison.Ordinal) is >= 0 and var at ? info[..at] : info;
}
