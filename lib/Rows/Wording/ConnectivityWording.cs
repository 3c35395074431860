using NetAudit.Aspects;
using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Rows;

/// <summary>Paths to other hosts, in words.</summary>
internal static class ConnectivityWording
{
    public static string Observed(PeerFacts facts)
    {
        if (facts.Relayed.Count > 0)
        {
            return $"{ValueNames.Yes}: {TruncatedList.Join(facts.Relayed.Select(Relay))}{Arrived(facts.Arrived)}";
        }

        var direct = TruncatedList.Join(facts.Direct.Select(peer => peer.Name));
        var unreachable =
            facts.Unreachable.Count == 0 ? "" : $"; not reached at all: {TruncatedList.Join(facts.Unreachable.Select(peer => peer.Name))}";
        return $"{ValueNames.No}: the way to {direct} is straight, none leads through another host{unreachable}{Arrived(facts.Arrived)}";
    }

    public static string Observed(PacketPathFacts facts)
    {
        var unreached = facts.Unreached.Select(record => $"{Told(record)}, though that host itself answers");
        var words =
            facts.Unreached.Count > 0 ? $"{Contradiction.Unreached}: {TruncatedList.Join(unreached, "; ")}"
            : facts.Relayed.Count > 0 ? $"{ValueNames.Yes}: {TruncatedList.Join(facts.Relayed.Select(ProbeWording.PairAndAnswer), "; ")}"
            : $"{ValueNames.No}: cut off, and nobody relays: {CutOff(facts.CutOff)}";
        return words + Arrived(facts.Arrived);
    }

    public static string? Reason(PeerFacts facts) =>
        facts.Relayed.Count > 0 ? null : "routes and entries show the way, not that anything arrives; packets do: -Probe";

    /// <summary>Those that are cut off, each with what came back.</summary>
    public static string CutOff(IEnumerable<ProbeRecord> records) =>
        TruncatedList.Join(records.Select(record => $"{Told(record)}, whose host doesn't answer this one either"), "; ");

    private static string Told(ProbeRecord record) => $"{ProbeWording.Pair(record)} ({AnswerWording.Answer(record)})";

    private static string Relay(Peer peer) =>
        peer.Way == Reachability.Relayed ? $"{peer.Name} is reached through {peer.Via}" : $"{peer.Name} meet through this host";

    private static string Arrived(IReadOnlyList<ProbeRecord> reached) =>
        reached.Count == 0 ? "" : $"; packets arrived: {TruncatedList.Join(reached.Select(ProbeWording.Pair))}";
}
