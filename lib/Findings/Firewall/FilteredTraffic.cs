using NetAudit.PacketPath.Filtering;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>Something that is needed, and that this host's rules drop.</summary>
/// <param name="Traffic">What.</param>
/// <param name="Path">The other host.</param>
/// <param name="IsInbound">Whether it is dropped as it comes from there; else as it is sent there.</param>
/// <param name="DecidedBy">What drops it, in each base chain that does.</param>
/// <param name="DoAnswersPass">Whether it passes once this host has sent something.</param>
internal sealed record FilteredTraffic(
    NeededTraffic Traffic,
    UnderlayPath Path,
    bool IsInbound,
    IReadOnlyList<FirewallDecision> DecidedBy,
    bool DoAnswersPass
)
{
    /// <summary>What of it is dropped between this host and another.</summary>
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
