using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Aspects;

/// <summary>
/// What an engine made of networks that it was asked for, joined with what was seen without. It proves what can be made, and no more:
/// nothing ran on them.
/// </summary>
internal static class TrialEvaluation
{
    /// <summary>An observation that rests on the engine's answers; what was seen without, and why, where they settle nothing.</summary>
    public static Observation Over(Observation configured, IReadOnlyList<ProbeRecord> records)
    {
        if (records.Count == 0)
        {
            return configured;
        }

        if (records.FirstOrDefault(record => record.Outcome == ProbeOutcome.Failed) is { } failed)
        {
            return Unsettled(configured, records, IsTried(failed) ? DoubtKind.TrialFailed : DoubtKind.NotTried, failed);
        }

        var control = records.FirstOrDefault(IsControl);
        if (control is { Outcome: not ProbeOutcome.Accepted })
        {
            return Unsettled(configured, records, DoubtKind.ControlNotMade, control);
        }

        if (records.FirstOrDefault(record => !IsControl(record)) is not { } tried)
        {
            return Unsettled(configured, records, DoubtKind.NotTriedInTime);
        }

        var isMade = tried.Outcome == ProbeOutcome.Accepted;
        return !isMade && configured is { IsAbsence: false, IsSeen: true }
            ? Unsettled(configured, records, DoubtKind.FurtherRefused, tried)
            : new Observation
            {
                Values = [isMade ? AspectValue.Yes : AspectValue.No],
                Facts = new TrialFacts(tried, control),
                Basis = Basis.Probed,
                Evidence = [.. records.OrderBy(IsControl).Select(ProbeWording.Evidence), .. configured.Evidence],
            };
    }

    private static Observation Unsettled(
        Observation configured,
        IReadOnlyList<ProbeRecord> records,
        DoubtKind why,
        ProbeRecord? about = null
    ) =>
        configured with
        {
            Evidence = [.. configured.Evidence, .. records.Where(IsTried).Select(ProbeWording.Evidence)],
            Doubt = new Doubt(why, about is null ? [] : [about]),
        };

    private static bool IsControl(ProbeRecord record) => record.Finding is NetworkTried { Network.Part: TrialPart.Free };

    private static bool IsTried(ProbeRecord record) => record.Finding is NetworkTried { Network: not null };
}
