using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Aspects;

/// <summary>
/// Which protocols pass: as packets showed, else as far as live rules say (an accepting rule that names no protocol lets all pass).
/// </summary>
internal sealed class ProtocolSupport : IAspectObserver
{
    private static readonly string[] Deliveries = ["multicast", "broadcast"];

    public string Aspect => AspectIds.ProtocolSupport;

    public Observation Observe(HostSnapshot host, Footprint footprint)
    {
        var records = ProbeEvaluation.Of(host, footprint, Aspect);
        return records.Count == 0 ? FromRules(footprint) : FromPackets(FromRules(footprint), records);
    }

    /// <summary>A pair none of whose protocols was answered tells nothing; in any other, silence is a protocol that doesn't pass.</summary>
    private static Observation FromPackets(Observation rules, IReadOnlyList<ProbeRecord> records)
    {
        var pairs = records.Where(record => record.Value.Length > 0 && !Deliveries.Contains(record.Value)).GroupBy(record => (record.From, To: TargetOf(record))).ToList();
        var telling = pairs.Where(pair => pair.Any(record => record.Outcome == ProbeOutcome.Reached)).SelectMany(pair => pair).Where(record => record.Outcome != ProbeOutcome.Failed).ToList();
        var mute = pairs.Where(pair => pair.All(record => record.Outcome != ProbeOutcome.Reached)).ToList();
        if (telling.Count == 0)
        {
            return ProbeEvaluation.Unsettled(rules, $"no protocol was answered between {TruncatedList.Join(mute.Select(pair => ProbeEvaluation.Pair(pair.First())))}, so silence tells nothing", records);
        }

        var stopped = telling.Where(record => record.Outcome != ProbeOutcome.Reached).ToList();
        var crossed = telling.Select(record => record.Value).Distinct().Except(stopped.Select(record => record.Value)).ToList();
        var untold = records.Where(record => record.Outcome == ProbeOutcome.Failed && record.Value.Length > 0).Select(record => record.Value).Distinct().Except(telling.Select(record => record.Value)).ToList();
        var words = string.Concat(
            stopped.Count == 0 ? $"All: {string.Join(", ", crossed)} answered between {TruncatedList.Join(telling.Select(ProbeEvaluation.Pair).Distinct())}"
                : $"{string.Join(", ", crossed)}: answered; {TruncatedList.Join(stopped.Select(record => $"{record.Value} not between {ProbeEvaluation.Pair(record)} ({record.Answer})"))}",
            mute.Count == 0 ? "" : $"; nothing at all between {TruncatedList.Join(mute.Select(pair => ProbeEvaluation.Pair(pair.First())))}",
            untold.Count == 0 ? "" : $"; {string.Join(", ", untold)} can't be told",
            string.Concat(Deliveries.Select(delivery => Delivered(records, delivery))));
        return ProbeEvaluation.Over(rules, stopped.Count == 0 ? ["All"] : crossed, words, [.. stopped, .. telling.Except(stopped), .. records.Where(record => Deliveries.Contains(record.Value))]);
    }

    private static string Delivered(IReadOnlyList<ProbeRecord> records, string delivery)
    {
        var tried = records.Where(record => record.Value == delivery && record.Outcome is ProbeOutcome.Reached or ProbeOutcome.Silent).ToList();
        return tried.Count == 0 ? "" : tried.All(record => record.Outcome == ProbeOutcome.Reached) ? $"; {delivery} arrives within this host" : $"; {delivery} doesn't arrive everywhere within this host";
    }

    // ICMPv6 goes to another address of the same container.
    private static string TargetOf(ProbeRecord record) => record.To.IndexOf('(') is > 0 and var at ? record.To[at..] : record.To;

    private static Observation FromRules(Footprint footprint) => footprint.Protocols switch
    {
        null => Observation.NotSeen("the firewall's rules were not seen", "run as root on the host; packets of each protocol settle it"),
        { Protocols.Count: 0 } unclear => Observation.NotSeen(unclear.Reason ?? unclear.Summary, "packets of each protocol settle it", [.. unclear.Evidence]) with { Words = unclear.Summary },
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
