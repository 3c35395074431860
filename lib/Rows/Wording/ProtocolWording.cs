using NetAudit.Aspects;
using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Rows;

/// <summary>Protocols that pass, in words.</summary>
internal static class ProtocolWording
{
    public static string Observed(RuleFacts facts)
    {
        if (facts.Rules.Protocols.Count == 0)
        {
            return Unclear(facts.Rules);
        }

        var scope = facts.Rules.IsWithinProfile ? ", within a network" : "";
        return $"{Names(facts.Rules.Protocols)}{scope}: {Clear(facts.Rules)}. Not checked: whether packets arrive";
    }

    public static string Observed(PacketProtocolFacts facts)
    {
        var crossed =
            facts.Stopped.Count == 0
                ? $"{IPProtocol.Any.Name}: {Answered(facts.Across)}"
                : $"{Names(facts.Crossed)}: answered; {TruncatedList.Join(facts.Stopped.Select(Stopped))}";
        var mute = facts.Mute.Count == 0 ? "" : $"; no answer at all between {TruncatedList.Join(facts.Mute.Select(ProbeWording.Pair))}";
        var untold = facts.Untold.Count == 0 ? "" : $"; unknown: {Names(facts.Untold)}";
        return crossed
            + mute
            + untold
            + Delivered(facts.Deliveries, ProbeProtocol.Multicast)
            + Delivered(facts.Deliveries, ProbeProtocol.Broadcast)
            + Left(facts.Deliveries);
    }

    public static string? Reason(RuleFacts facts) =>
        facts.Rules.Sign switch
        {
            _ when facts.Rules.Protocols.Count > 0 => null,
            ProtocolSign.BridgedElsewhere =>
                "the overlay bridges frames in a namespace of its own, where rules don't show which protocols cross",
            ProtocolSign.NoPath => "without a path to another host, what the rules do to packets between hosts is unknown",
            ProtocolSign.NotUnderstood => "NetAudit doesn't understand one of the rules, so it doesn't know what the rule lets through",
            ProtocolSign.AllDropped => "no packet crosses, so nothing shows which protocols would",
            ProtocolSign.PortsDropped => "the rules decide by port, not by protocol",
            ProtocolSign.NoAcceptingRule => "no accepting rule of a profile or policy was seen on this host",
            _ => "no accepting rules of the solution were seen, and packets that no rule drops need not arrive",
        };

    /// <summary>Protocols that were answered, and the pairs.</summary>
    public static string Answered(IReadOnlyList<ProbeRecord> records)
    {
        var names = string.Join(", ", records.Where(IsReached).Select(AnswerWording.Value).Distinct());
        return $"{names} answered between {TruncatedList.Join(records.Select(ProbeWording.Pair).Distinct())}";
    }

    private static string Clear(ProtocolRules rules) =>
        rules.Sign switch
        {
            ProtocolSign.AcceptedNamed => "the accepting rules name these only",
            ProtocolSign.AcceptedNetwork => "rules accept the whole network and name no protocol, on a layer 3 path (no multicast)",
            ProtocolSign.AcceptedFrames => "a rule accepts all packets between the bridge's ports",
            ProtocolSign.SomeDropped => $"rules on the path drop {Names(rules.Dropped)}",
            _ => $"{Quantity.Count(rules.RuleCount, "rule")} that {(rules.RuleCount == 1 ? "accepts" : "accept")} packets to containers "
                + $"{(rules.RuleCount == 1 ? "names" : "name")} no protocol",
        };

    private static string Unclear(ProtocolRules rules) =>
        rules.Sign switch
        {
            ProtocolSign.BridgedElsewhere => "Unknown: this host's rules don't show what crosses the overlay",
            ProtocolSign.NoPath => "Unknown: no path to another host was seen",
            ProtocolSign.NotUnderstood => "Unknown: a rule on the path that isn't understood here may drop packets",
            ProtocolSign.AllDropped => "Unknown: rules on the path drop all that goes to or comes from other hosts",
            ProtocolSign.PortsDropped => $"Unknown: rules on the path drop {Names(rules.Dropped)} to ports that aren't published",
            ProtocolSign.NoAcceptingRule => "Unknown: no accepting rule was seen",
            _ => "Unknown: no rule names a protocol",
        };

    private static string Names(IEnumerable<IPProtocol> protocols) => string.Join(", ", protocols.Select(protocol => protocol.Name));

    private static string Names(IEnumerable<ProbeProtocol> protocols) => string.Join(", ", protocols.Select(ReplyWording.Name));

    private static string Stopped(ProbeRecord record) =>
        $"{AnswerWording.Value(record)} not answered between {ProbeWording.Pair(record)} " + $"({AnswerWording.Answer(record)})";

    private static string Delivered(IReadOnlyList<ProbeRecord> deliveries, ProbeProtocol delivery)
    {
        var tried = deliveries.Where(record => IsTold(record, delivery)).ToList();
        var arrives = tried.TrueForAll(IsReached) ? "arrives" : "doesn't arrive everywhere";
        return tried.Count == 0 ? "" : $"; {ReplyWording.Name(delivery)} {arrives} within this host";
    }

    /// <summary>Multicast and broadcast towards other hosts. A packet that leaves this host need not arrive.</summary>
    private static string Left(IReadOnlyList<ProbeRecord> deliveries)
    {
        var watched =
            from record in deliveries
            where record.To is { IsRemote: true } && record.Packets.Count > 0
            group record.Packets[0].Left by record.Packets[0].Protocol into told
            let words = told.Any(left => left == true) ? "leaves this host"
            : told.All(left => left == false) ? "doesn't leave this host"
            : "may leave"
            select $"{ReplyWording.Name(told.Key)} {words}";
        var all = string.Join(", ", watched);
        return all.Length == 0 ? "" : $"; to other hosts: {all}";
    }

    private static bool IsTold(ProbeRecord record, ProbeProtocol delivery) =>
        record is { Outcome: ProbeOutcome.Reached or ProbeOutcome.Silent, Finding: ProtocolAnswer answer } && answer.Protocol == delivery;

    private static bool IsReached(ProbeRecord record) => record.Outcome == ProbeOutcome.Reached;
}
