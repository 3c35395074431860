using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Aspects;

/// <summary>
/// What an engine made of networks that it was asked for, joined with what was seen without. It proves what can be made, and no more:
/// nothing ran on them.
/// </summary>
internal static class TrialEvaluation
{
    /// <summary>That a network was made doesn't show that containers on it reach anyone.</summary>
    private const string NoMore = "tried: this proves that such networks can be made; no container was put on them";

    /// <summary>An observation that rests on the engine's answers; what was seen without, and why, where they settle nothing.</summary>
    public static Observation Over(Observation configured, IReadOnlyList<ProbeRecord> records)
    {
        if (records.Count == 0)
        {
            return configured;
        }

        if (records.FirstOrDefault(record => record.Outcome == ProbeOutcome.Failed) is { } failed)
        {
            return IsTried(failed)
                ? Unsettled(configured, records, $"a network with {Told(failed)}")
                : Unsettled(configured, records, AnswerWording.Answer(failed)) with
                {
                    Settles = "it can't be tried here, for the reason given",
                };
        }

        if (records.FirstOrDefault(IsFree) is { Outcome: not ProbeOutcome.Accepted } free)
        {
            return Unsettled(
                configured,
                records,
                $"not even a network with {ProbeWording.Target(free)} was made: {AnswerWording.Answer(free)}"
            );
        }

        if (records.FirstOrDefault(record => !IsFree(record)) is not { } tried)
        {
            return Unsettled(configured, records, "the network that would tell was not tried in time");
        }

        var made = tried.Outcome == ProbeOutcome.Accepted;
        if (!made && configured is { IsAbsence: false, Values.Count: > 0 })
        {
            return Unsettled(configured, records, $"a further network with {Told(tried)}");
        }

        return new Observation
        {
            Values = [made ? "Yes" : "No"],
            Words = $"{(made ? "Yes" : "No")}: a network with {Told(tried)}",
            Basis = Basis.Probed,
            Evidence = [.. records.OrderBy(IsFree).Select(ProbeWording.Evidence), .. configured.Evidence],
            Reason = made
                ? NoMore
                : $"tried: a network with {ProbeWording.Target(records.First(IsFree))} was made and allocated, this one was not",
        };
    }

    private static Observation Unsettled(Observation configured, IReadOnlyList<ProbeRecord> records, string why) =>
        configured with
        {
            Evidence = [.. configured.Evidence, .. records.Where(IsTried).Select(ProbeWording.Evidence)],
            Reason = configured.Reason is null ? why : $"{configured.Reason}; {why}",
        };

    private static bool IsFree(ProbeRecord record) => record.Finding is NetworkTried { Network.Part: TrialPart.Free };

    private static bool IsTried(ProbeRecord record) => record.Finding is NetworkTried { Network: not null };

    private static string Told(ProbeRecord record) => $"{ProbeWording.Target(record)}: {AnswerWording.Answer(record)}";
}
