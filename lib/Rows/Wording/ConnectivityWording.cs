using NetAudit.Aspects;
using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Rows;

/// <summary>Paths to other hosts, in words.</summary>
internal static class ConnectivityWording
{
    public static string Observed(PeerFacts facts) =>
        (facts.Relayed.Count > 0 ? Relayed(facts) : Direct(facts))
        + (facts.Arrived.Count > 0 ? Arrived(facts.Arrived) : ". Not checked: whether packets arrive");

    public static string Observed(PacketPathFacts facts)
    {
        var unreached = facts.Unreached.Select(record => $"{Told(record)}, though that host itself answers");
        var words =
            facts.Unreached.Count > 0 ? $"{Contradiction.Unreached}: {TruncatedList.Join(unreached, "; ")}"
            : facts.Relayed.Count > 0
                ? $"{ValueNames.Yes}, relaying: {TruncatedList.Join(facts.Relayed.Select(ProbeWording.PairAndAnswer), "; ")}"
            : $"No relaying: {CutOff(facts.CutOff)}";
        return words + Arrived(facts.Arrived);
    }

    /// <summary>Containers that are cut off, each with the answer that came back.</summary>
    public static string CutOff(IEnumerable<ProbeRecord> records) =>
        TruncatedList.Join(records.Select(record => $"{Told(record)}, whose host doesn't answer either"), "; ");

    private static string Relayed(PeerFacts facts) =>
        $"{ValueNames.Yes}, relaying: {Quantity.Count(facts.Relayed.Count, "path")} ({TruncatedList.Join(facts.Relayed.Select(Relay))})";

    private static string Direct(PeerFacts facts)
    {
        var names = TruncatedList.Join(facts.Direct.Select(peer => peer.Name));
        var unreachable =
            facts.Unreachable.Count == 0 ? "" : $"; unreachable: {TruncatedList.Join(facts.Unreachable.Select(peer => peer.Name))}";
        var part = Quantity.Part(facts.Direct.Count, facts.Direct.Count + facts.Unreachable.Count, "peer");
        return $"No relaying: a direct {(facts.AreTunnels ? "tunnel" : "route")} to {part} ({names}){unreachable}";
    }

    private static string Told(ProbeRecord record) => $"{ProbeWording.Pair(record)} ({AnswerWording.Answer(record)})";

    private static string Relay(Peer peer) =>
        peer.Way == Reachability.Relayed ? $"{peer.Name} through {peer.Via}" : $"{peer.Name} through this host";

    private static string Arrived(IReadOnlyList<ProbeRecord> reached) =>
        reached.Count == 0 ? "" : $"; packets arrived: {TruncatedList.Join(reached.Select(ProbeWording.Pair))}";
}
