using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Aspects;

/// <summary>
/// What probes showed, together with what was configured. An answer outweighs a declaration; if they disagree, the observation keeps both.
/// </summary>
internal static class ProbeEvaluation
{
    private const int MostRecords = 10;

    /// <summary>The records of a check for a solution; empty if it was not probed.</summary>
    public static IReadOnlyList<ProbeRecord> Find(HostSnapshot host, Footprint footprint, ProbeCheck check) =>
        host.ProbesOf(check, footprint.Solution);

    /// <summary>
    /// Addresses of other hosts that the solution's packets reached, in any check. Silence of a target shows something only if its host is
    /// among them. Then other packets came through between the same hosts, by the same carrier, in the same run.
    /// </summary>
    public static HashSet<string> HostsReached(HostSnapshot host, Footprint footprint) =>
        new(
            host.Probes.OrNone()
                .Where(record =>
                    record.Solution == footprint.Solution
                    && record.To is { IsRemote: true, Kind: not ProbePeerKind.OtherHost }
                    && HasCrossed(record)
                )
                .Select(record => record.To!.Host)
                .OfType<string>()
        );

    /// <summary>An observation that rests on packets.</summary>
    /// <param name="configured">What was seen without packets.</param>
    /// <param name="shown">What packets showed.</param>
    /// <param name="records">The records that show it, the most important first.</param>
    public static Observation Over(Observation configured, Observation shown, IEnumerable<ProbeRecord> records) =>
        shown with
        {
            Basis = Basis.Probed,
            Evidence = [.. records.Take(MostRecords).Select(ProbeWording.Evidence), .. configured.Evidence],
            Overruled = IsContradicted(configured, shown) ? configured : null,
        };

    /// <summary>What was seen without packets, if the packets confirm nothing.</summary>
    public static Observation Unsettled(Observation configured, DoubtKind why, IReadOnlyList<ProbeRecord> about) =>
        Unsettled(configured, new Doubt(why, about), about);

    /// <summary>What was seen without packets, if the packets confirm nothing.</summary>
    /// <param name="configured">What was seen without packets.</param>
    /// <param name="doubt">Why the packets confirm nothing.</param>
    /// <param name="records">All the records that are evidence.</param>
    public static Observation Unsettled(Observation configured, Doubt doubt, IEnumerable<ProbeRecord> records) =>
        configured with
        {
            Evidence = [.. configured.Evidence, .. records.Take(MostRecords).Select(ProbeWording.Evidence)],
            Doubt = doubt,
        };

    /// <summary>The observation. If its check was asked for and nothing could be sent, it has the reason.</summary>
    public static Observation Explain(Observation observation, HostSnapshot host, Footprint footprint, string aspect) =>
        observation.Doubt is null
        && Enum.TryParse<ProbeCheck>(aspect, out var check)
        && Find(host, footprint, check).Count == 0
        && host.ProbesOmitted?.LastOrDefault(one => one.Check == check && one.Solution == footprint.Solution) is { } omission
            ? observation with
            {
                Doubt = new Doubt(DoubtKind.NothingSent, []) { Omission = omission },
            }
            : observation;

    /// <summary>Whether the target itself answered, or a traced packet reached its destination.</summary>
    public static bool HasCrossed(ProbeRecord record) =>
        record is { Outcome: ProbeOutcome.Reached, Finding: HopTrace }
        || record.Packets.Any(packet => packet.Reply?.IsOfTarget(record.To!.Address) == true);

    private static bool IsContradicted(Observation configured, Observation shown) =>
        configured is { IsSeen: true, Standing: not Standing.Unused }
        && !(
            new HashSet<AspectValue>(configured.Values).SetEquals(shown.Values)
            && new HashSet<Contradiction>(configured.Contradictions).SetEquals(shown.Contradictions)
        );
}
