using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Aspects;

/// <summary>
/// Which protocols pass, according to packets, else to the live rules. An accepting rule that names no protocol lets all pass.
/// </summary>
internal sealed class ProtocolSupport : IAspectObserver
{
    public string Aspect => AspectIds.ProtocolSupport;

    public Observation Observe(HostSnapshot host, Footprint footprint)
    {
        var records = ProbeEvaluation.Find(host, footprint, ProbeCheck.ProtocolSupport);
        return records.Count == 0 ? FromRules(footprint) : FromPackets(FromRules(footprint), records);
    }

    private static Observation FromRules(Footprint footprint) =>
        footprint.Protocols is not { } rules
            ? Observation.NotSeen(NotSeenCause.FirewallRules)
            : new Observation
            {
                Values = [.. rules.Protocols.Select(AspectValue.From)],
                Facts = new RuleFacts(rules),
                Basis = rules.Protocols.Count == 0 ? Basis.None : Basis.Observed,
                Evidence = rules.Evidence,
            };

    /// <summary>A pair without any answer shows nothing. In any other pair, a silent protocol is one that doesn't pass.</summary>
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

        // Packets between two containers of this host never cross to another host. They show which protocols are stopped, not which ones
        // cross.
        var across = telling.Where(IsAcross).ToList();
        var stopped = telling.Where(IsStopped).ToList();
        if (across.Count == 0 && stopped.Count == 0)
        {
            return mute.Exists(IsAcross)
                ? NothingCrosses(rules, [.. mute.Where(IsAcross)], records)
                : ProbeEvaluation.Unsettled(rules, new Doubt(DoubtKind.WithinHostOnly, telling), records);
        }

        var crossed = Protocols((across.Count > 0 ? across : telling).Where(IsReached)).Except(Protocols(stopped)).ToList();
        var failed = records.Where(record => record.Outcome == ProbeOutcome.Failed && IsUnicast(ProtocolOf(record)));
        IReadOnlyList<ProbeRecord> deliveries = [.. records.Where(record => ProtocolOf(record) is { } protocol && !IsUnicast(protocol))];
        return ProbeEvaluation.Over(
            rules,
            new Observation
            {
                Values = stopped.Count == 0 ? [AspectValue.From(IPProtocol.Any)] : [.. crossed.Select(ValueOf)],
                Facts = new PacketProtocolFacts
                {
                    Crossed = crossed,
                    Across = across,
                    Stopped = stopped,
                    Mute = mute,
                    Untold = [.. Protocols(failed).Except(Protocols(telling))],
                    Deliveries = deliveries,
                },
            },
            [.. stopped, .. telling.Except(stopped), .. deliveries]
        );
    }

    /// <summary>While nothing crosses, rules that let all protocols pass prove nothing.</summary>
    private static Observation NothingCrosses(Observation rules, IReadOnlyList<ProbeRecord> mute, IReadOnlyList<ProbeRecord> records) =>
        ProbeEvaluation.Unsettled(rules, new Doubt(DoubtKind.NothingCrosses, mute), records) with
        {
            Values = [],
        };

    private static bool IsAcross(ProbeRecord record) => record.To is { IsRemote: true };

    /// <summary>Silence of another host's own end is due to that host's firewall, not to the solution.</summary>
    private static bool IsStopped(ProbeRecord record) => !IsReached(record) && record.To?.Kind != ProbePeerKind.HostEnd;

    /// <summary>A pair's ends. The address is left out, because ICMPv6 goes to another address of the same container.</summary>
    private static (ProbePeer From, ProbePeer? To) EndsOf(ProbeRecord record) =>
        (record.From, record.To is { Container: not null } to ? to with { Address = null } : record.To);

    private static bool IsReached(ProbeRecord record) => record.Outcome == ProbeOutcome.Reached;

    private static ProbeProtocol? ProtocolOf(ProbeRecord record) => record.Finding is ProtocolAnswer answer ? answer.Protocol : null;

    private static IEnumerable<ProbeProtocol> Protocols(IEnumerable<ProbeRecord> records) =>
        records.Select(ProtocolOf).OfType<ProbeProtocol>().Distinct();

    private static bool IsUnicast(ProbeProtocol? protocol) =>
        protocol is not (null or ProbeProtocol.Multicast or ProbeProtocol.Broadcast or ProbeProtocol.ForeignFrame);

    private static AspectValue ValueOf(ProbeProtocol protocol) => AspectValue.From(protocol.ToIPProtocol());
}
