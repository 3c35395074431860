using NetAudit.Aspects;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Rows;

/// <summary>Protocols that pass, in words.</summary>
internal static class ProtocolWording
{
    public const string Settles = "packets of each protocol settle it";

    public static string Observed(RuleFacts facts) =>
        facts.Rules.Protocols.Count == 0
            ? facts.Rules.Summary
            : $"{string.Join(", ", facts.Rules.Protocols.Select(protocol => protocol.Name))}: {facts.Rules.Summary}";

    public static string Observed(PacketProtocolFacts facts)
    {
        var crossed =
            facts.Stopped.Count == 0
                ? $"{IPProtocol.Any.Name}: {Answered(facts.Across)}"
                : $"{Names(facts.Crossed)}: answered; {TruncatedList.Join(facts.Stopped.Select(Stopped))}";
        var mute = facts.Mute.Count == 0 ? "" : $"; nothing at all between {TruncatedList.Join(facts.Mute.Select(ProbeWording.Pair))}";
        var untold = facts.Untold.Count == 0 ? "" : $"; {Names(facts.Untold)} can't be told";
        return crossed
            + mute
            + untold
            + Delivered(facts.Deliveries, ProbeProtocol.Multicast)
            + Delivered(facts.Deliveries, ProbeProtocol.Broadcast)
            + Left(facts.Deliveries);
    }

    public static string Reason(RuleFacts facts) =>
        facts.Rules.Protocols.Count > 0 ? "from the rules; packets were not sent" : facts.Rules.Reason ?? facts.Rules.Summary;

    /// <summary>Protocols that were answered, and between whom.</summary>
    public static string Answered(IReadOnlyList<ProbeRecord> records)
    {
        var names = string.Join(", ", records.Where(IsReached).Select(AnswerWording.Value).Distinct());
        return $"{names} answered between {TruncatedList.Join(records.Select(ProbeWording.Pair).Distinct())}";
    }

    private static string Names(IEnumerable<ProbeProtocol> protocols) => string.Join(", ", protocols.Select(ReplyWording.Name));

    private static string Stopped(ProbeRecord record) =>
        $"{AnswerWording.Value(record)} not between {ProbeWording.Pair(record)} ({AnswerWording.Answer(record)})";

    private static string Delivered(IReadOnlyList<ProbeRecord> deliveries, ProbeProtocol delivery)
    {
        var tried = deliveries.Where(record => IsTold(record, delivery)).ToList();
        var arrives = tried.TrueForAll(IsReached) ? "arrives" : "doesn't arrive everywhere";
        return tried.Count == 0 ? "" : $"; {ReplyWording.Name(delivery)} {arrives} within this host";
    }

    /// <summary>What is for all on a link, towards other hosts. That it leaves is not that it arrives.</summary>
    private static string Left(IReadOnlyList<ProbeRecord> deliveries)
    {
        var watched =
            from record in deliveries
            where record.To is { IsRemote: true } && record.Packets.Count > 0
            group record.Packets[0].Left by record.Packets[0].Protocol into told
            let words = told.Any(left => left == true) ? "leaves for them"
            : told.All(left => left == false) ? "doesn't leave this host"
            : "can't be told"
            select $"{ReplyWording.Name(told.Key)} {words}";
        var all = string.Join(", ", watched);
        return all.Length == 0 ? "" : $"; of other hosts: {all}";
    }

    private static bool IsTold(ProbeRecord record, ProbeProtocol delivery) =>
        record is { Outcome: ProbeOutcome.Reached or ProbeOutcome.Silent, Finding: ProtocolAnswer answer } && answer.Protocol == delivery;

    private static bool IsReached(ProbeRecord record) => record.Outcome == ProbeOutcome.Reached;
}
