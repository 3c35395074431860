using NetAudit.PacketPath.Filtering;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>Traffic that a solution needs between this host and another, and that this host's rules drop in one direction.</summary>
/// <param name="Traffic">The traffic.</param>
/// <param name="Path">The path to the other host.</param>
/// <param name="IsInbound">Whether packets from the other host are dropped; false if packets to it are.</param>
/// <param name="DecidedBy">The rules or policies that drop it, one per base chain.</param>
/// <param name="DoAnswersPass">Whether packets in this direction pass as answers, once the other side has sent something.</param>
internal sealed record FilteredTraffic(
    NeededTraffic Traffic,
    UnderlayPath Path,
    bool IsInbound,
    IReadOnlyList<FirewallDecision> DecidedBy,
    bool DoAnswersPass
)
{
    /// <summary>Returns the directions in which this host drops the traffic; empty if it drops none.</summary>
    public static IEnumerable<FilteredTraffic> Find(FirewallWalk walk, NeededTraffic traffic, UnderlayPath path)
    {
        var (from, to) = (traffic.From(path), traffic.To(path));
        var inbound = from is null ? [] : walk.AllDropping(from, FirewallWalk.Receiving);
        var outbound = to is null || traffic.IsOneWay ? [] : walk.AllDropping(to, FirewallWalk.Sending);
        if (inbound.Count > 0)
        {
            var isOpened =
                traffic.DoBothEndsBegin
                && outbound.Count == 0
                && walk.Receive(from! with { State = ConnectionState.Established }).Passage == Passage.Accepted;
            yield return new FilteredTraffic(traffic, path, true, inbound, isOpened);
        }

        if (outbound.Count > 0)
        {
            var isOpened =
                traffic.DoBothEndsBegin
                && inbound.Count == 0
                && walk.Send(to! with { State = ConnectionState.Established }).Passage == Passage.Accepted;
            yield return new FilteredTraffic(traffic, path, false, outbound, isOpened);
        }
    }
}
