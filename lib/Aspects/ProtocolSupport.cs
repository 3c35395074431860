using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Aspects;

/// <summary>
/// Which protocols pass: as packets showed, else as far as live rules say (an accepting rule that names no protocol lets all pass).
/// </summary>
internal sealed class ProtocolSupport : IAspectObserver
{
    public string Aspect => AspectIds.ProtocolSupport;

    public Observation Observe(HostSnapshot host, Footprint footprint)
    {
        var records = ProbeEvaluation.Find(host, footprint, ProbeCheck.ProtocolSupport);
        return records.Count == 0 ? FromRules(footprint) : FromPackets(FromRules(footprint), records);
    }

    /// <summary>A pair none of whose protocols was answered tells nothing; in any other, silence is a protocol that doesn't pass.</summary>
    private static Observation FromPackets(Observation rules, IReadOnlyList<ProbeRecord> records)
    {
        var pairs = records.Where(record => IsUnicast(ProtocolOf(record))).GroupBy(EndsOf).ToList();
        var telling = pairs
            .Where(pair => pair.Any(IsReached))
            .SelectMany(pair => pair)
            .Where(record => record.Outcome != ProbeOutcome.Failed)
            .ToList();
        var mute = pairs.Where(pair => !pair.Any(IsReached)).Select(pair => pair.First()).ToList();
        if (telling.Count == 0)
        {
            return NothingCrosses(rules, mute, records);
        }

        // Packets between two containers of this host never enter what carries them to others: they show what is stopped, not what crosses.
        var across = telling.Where(IsAcross).ToList();
        var stopped = telling.Where(IsStopped).ToList();
        if (across.Count == 0 && stopped.Count == 0)
        {
            return mute.Exists(IsAcross)
                ? NothingCrosses(rules, [.. mute.Where(IsAcross)], records)
                : ProbeEvaluation.Unsettled(
                    rules,
                    $"{Crossed(telling)} within this host only; no container of another host is known to send to",
                    records
                );
        }

        var crossed = (across.Count > 0 ? across : telling)
            .Where(IsReached)
            .Select(NameOf)
            .Distinct()
            .Except(stopped.Select(NameOf))
            .ToList();
        var untold = records
            .Where(record => record.Outcome == ProbeOutcome.Failed && ProtocolOf(record) is not null)
            .Select(NameOf)
            .Distinct()
            .Except(telling.Select(NameOf))
            .ToList();
        var words = string.Concat(
            stopped.Count == 0
                ? $"All: {Crossed(across)}"
                : $"{string.Join(", ", crossed)}: answered; {TruncatedList.Join(stopped.Select(Stopped))}",
            mute.Count == 0 ? "" : $"; nothing at all between {TruncatedList.Join(mute.Select(ProbeWording.Pair))}",
            untold.Count == 0 ? "" : $"; {string.Join(", ", untold)} can't be told",
            Delivered(records, ProbeProtocol.Multicast),
            Delivered(records, ProbeProtocol.Broadcast)
        );
        var deliveries = records.Where(record => ProtocolOf(record) is { } protocol && !IsUnicast(protocol));
        return ProbeEvaluation.Over(
            rules,
            stopped.Count == 0 ? ["All"] : crossed,
            words,
            [.. stopped, .. telling.Except(stopped), .. deliveries]
        );
    }

    /// <summary>Rules that let all pass are no match while nothing crosses.</summary>
    private static Observation NothingCrosses(Observation rules, IReadOnlyList<ProbeRecord> mute, IReadOnlyList<ProbeRecord> records)
    {
        var unsettled = ProbeEvaluation.Unsettled(
            rules,
            $"nothing at all crosses between {TruncatedList.Join(mute.Select(ProbeWording.Pair))}, so silence tells nothing",
            records
        );
        return unsettled with { Values = [], Settles = "find out why nothing crosses there, and probe again" };
    }

    private static string Crossed(IReadOnlyList<ProbeRecord> records)
    {
        var names = string.Join(", ", records.Where(IsReached).Select(NameOf).Distinct());
        return $"{names} answered between {TruncatedList.Join(records.Select(ProbeWording.Pair).Distinct())}";
    }

    private static bool IsAcross(ProbeRecord record) => record.To is { IsRemote: true };

    /// <summary>What another host's own end leaves unanswered is that host's firewall's, not the solution's.</summary>
    private static bool IsStopped(ProbeRecord record) => !IsReached(record) && record.To?.Kind != ProbePeerKind.HostEnd;

    private static string Stopped(ProbeRecord record) =>
        $"{NameOf(record)} not between {ProbeWording.Pair(record)} " + $"({AnswerWording.Answer(record)})";

    private static string Delivered(IReadOnlyList<ProbeRecord> records, ProbeProtocol delivery)
    {
        var tried = records
            .Where(record => ProtocolOf(record) == delivery && record.Outcome is ProbeOutcome.Reached or ProbeOutcome.Silent)
            .ToList();
        return tried.Count == 0
            ? ""
            : $"; {ReplyWording.Name(delivery)} {(tried.All(IsReached) ? "arrives" : "doesn't arrive everywhere")} within this host";
    }

    /// <summary>A pair's ends. ICMPv6 goes to another address of the same container.</summary>
    private static (ProbePeer From, ProbePeer? To) EndsOf(ProbeRecord record) =>
        (record.From, record.To is { Container: not null } to ? to with { Address = null } : record.To);

    private static bool IsReached(ProbeRecord record) => record.Outcome == ProbeOutcome.Reached;

    private static ProbeProtocol? ProtocolOf(ProbeRecord record) => record.Finding is ProtocolAnswer answer ? answer.Protocol : null;

    private static bool IsUnicast(ProbeProtocol? protocol) => protocol is not (null or ProbeProtocol.Multicast or ProbeProtocol.Broadcast);

    private static string NameOf(ProbeRecord record) => AnswerWording.Value(record);

    private static Observation FromRules(Footprint footprint) =>
        footprint.Protocols switch
        {
            null => Observation.NotSeen(
                "the firewall's rules were not seen",
                "run as root on the host; packets of each protocol settle it"
            ),
            { Protocols.Count: 0 } unclear => Observation.NotSeen(
                unclear.Reason ?? unclear.Summary,
                "packets of each protocol " + "settle it",
                [.. unclear.Evidence]
            ) with
            {
                Words = unclear.Summary,
            },
            var rules => new Observation
            {
                Values = [.. rules.Protocols.Select(protocol => protocol.Name)],
                Words = $"{string.Join(", ", rules.Protocols)}: {rules.Summary}",
                Basis = Basis.Observed,
                Evidence = rules.Evidence,
                Reason = "from the rules; packets were not sent",
            },
        };
}
