using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Aspects;

/// <summary>
/// How an engine answered when it was asked to create networks, together with what was seen before. It proves only what can be created,
/// because nothing ran on these networks.
/// </summary>
internal static class TrialEvaluation
{
    /// <summary>
    /// An observation that rests on the engine's answers. If these confirm nothing, it is what was seen before, with the reason.
    /// </summary>
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
