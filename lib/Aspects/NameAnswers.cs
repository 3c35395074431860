using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Aspects;

/// <summary>What name servers answered to questions from inside containers.</summary>
internal static class NameAnswers
{
    /// <summary>A container has a name service if at least one name led to its neighbour's own address.</summary>
    public static Observation Judge(Observation configured, IReadOnlyList<ProbeRecord> records)
    {
        var asked = records.Where(IsTelling).GroupBy(record => record.From).ToList();
        if (asked.Count == 0)
        {
            return ProbeEvaluation.Unsettled(configured, DoubtKind.NobodyToAsk, records);
        }

        var resolved = asked.Where(group => group.Any(IsResolved)).Select(group => group.First(IsResolved)).ToList();
        var unresolved = asked
            .Where(group => !group.Any(IsResolved) && group.Any(IsAnswered))
            .Select(group => group.First(IsAnswered))
            .ToList();
        var mute = asked.Where(group => !group.Any(IsAnswered)).Select(group => group.First()).ToList();
        if (resolved.Count + unresolved.Count == 0)
        {
            return ProbeEvaluation.Unsettled(configured, new Doubt(DoubtKind.NoServerAnswered, mute), records) with { Values = [] };
        }

        return ProbeEvaluation.Over(
            configured,
            new Observation
            {
                Values = [.. Values(resolved, unresolved)],
                Facts = new NameAnswerFacts
                {
                    Resolved = resolved,
                    Unresolved = unresolved,
                    Unanswered = mute,
                    MadeUp = records.FirstOrDefault(record => record.Finding is NameAnswer { Result: NameResult.MadeUp }),
                },
            },
            [.. unresolved, .. resolved, .. records.Except(unresolved).Except(resolved)]
        );
    }

    private static IEnumerable<AspectValue> Values(IReadOnlyList<ProbeRecord> resolved, IReadOnlyList<ProbeRecord> unresolved)
    {
        if (resolved.Count > 0)
        {
            yield return AspectValue.Yes;
        }

        if (unresolved.Count > 0)
        {
            yield return AspectValue.No;
        }
    }

    /// <summary>
    /// Whether a record counts: a question for a neighbour's IPv4 address, answered or not, and not for a name that must not exist.
    /// </summary>
    private static bool IsTelling(ProbeRecord record) =>
        record
            is {
                Outcome: not ProbeOutcome.Failed,
                Finding: NameAnswer { Type: NameRecordType.A, Result: not (NameResult.Absent or NameResult.MadeUp) }
            };

    /// <summary>A server has answered even if it doesn't know the name. Silence and a refusal may mean a broken path.</summary>
    private static bool IsAnswered(ProbeRecord record) => record.Outcome == ProbeOutcome.Reached;

    private static bool IsResolved(ProbeRecord record) => record.Finding is NameAnswer { Result: NameResult.Resolved };
}
