using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Aspects;

/// <summary>
/// What probes showed, joined with what was configured: an answer outweighs what was declared, and where they disagree it says so first.
/// </summary>
internal static class ProbeEvaluation
{
    private const int MostRecords = 10;

    /// <summary>The records of a check for a solution; empty where it was not probed.</summary>
    public static IReadOnlyList<ProbeRecord> Find(HostSnapshot host, Footprint footprint, ProbeCheck check) =>
        host.ProbesOf(check, footprint.Solution);

    /// <summary>
    /// Addresses of other hosts that packets of the solution's crossed to, in whatever check. Silence of something there tells only where
    /// this does: between the same hosts, by the same carrier, in the same run, something else came through.
    /// </summary>
    public static HashSet<string> HostsReached(HostSnapshot host, Footprint footprint) =>
        new(
            (host.Probes ?? [])
                .Where(record =>
                    record.Solution == footprint.Solution
                    && record.To is { IsRemote: true, Kind: not ProbePeerKind.OtherHost }
                    && HasCrossed(record)
                )
                .Select(record => record.To!.Host)
                .OfType<string>()
        );

    private static bool HasCrossed(ProbeRecord record) =>
        record is { Outcome: ProbeOutcome.Reached, Finding: HopTrace }
        || record.Packets.Any(packet => packet.Reply?.IsOfTarget(record.To!.Address) == true);

    /// <summary>An observation that rests on packets.</summary>
    /// <param name="configured">What was seen without packets.</param>
    /// <param name="values">What packets showed.</param>
    /// <param name="words">The same in words.</param>
    /// <param name="records">The records that show it, the weightiest first.</param>
    public static Observation Over(Observation configured, IReadOnlyList<string> values, string words, IEnumerable<ProbeRecord> records) =>
        new()
        {
            Values = values,
            Words = words,
            Basis = Basis.Probed,
            Evidence = [.. records.Take(MostRecords).Select(ProbeWording.Evidence), .. configured.Evidence],
            Reason = Contradiction(configured, values, words),
        };

    /// <summary>What was seen without packets, where these settle nothing.</summary>
    public static Observation Unsettled(Observation configured, string why, IEnumerable<ProbeRecord> records) =>
        configured with
        {
            Evidence = [.. configured.Evidence, .. records.Take(MostRecords).Select(ProbeWording.Evidence)],
            Reason = configured.Reason is null ? $"probed: {why}" : $"{configured.Reason}; probed: {why}",
        };

    private static string? Contradiction(Observation configured, IReadOnlyList<string> values, string words) =>
        configured.Values.Count == 0
        || configured is { IsAbsence: true, IsStructural: false }
        || (configured.Values.All(values.Contains) && values.All(configured.Values.Contains))
            ? null
            : $"Probed: packets contradict what is configured ({string.Join(", ", configured.Values)} by "
                + $"{(configured.Basis == Basis.Observed ? "the kernel's state" : "what was declared")}): {words}";
}
