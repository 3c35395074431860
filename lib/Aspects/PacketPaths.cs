using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Aspects;

/// <summary>What packets to containers of other hosts, and to those hosts themselves, showed of the paths.</summary>
internal static class PacketPaths
{
    public static Observation Judge(Observation configured, IReadOnlyList<ProbeRecord> records)
    {
        // A host that was probed more than once has several records; the newest one counts.
        var hosts = records
            .Where(IsHostItself)
            .GroupBy(record => record.To!.Address!)
            .ToDictionary(group => group.Key, group => group.Last());
        var pairs = records.Where(record => !IsHostItself(record) && record.Outcome != ProbeOutcome.Failed).ToList();
        var reached = pairs.Where(record => record.Outcome == ProbeOutcome.Reached).ToList();
        var relayed = reached.Where(record => record.Finding is HopTrace { Way: HopWay.Relayed }).ToList();
        var missed = pairs.Except(reached).ToList();
        var broken = missed.Where(record => HostOf(record)?.Outcome == ProbeOutcome.Reached).ToList();
        var cut = missed.Where(record => HostOf(record) is { Outcome: not ProbeOutcome.Reached }).ToList();
        if (broken.Count > 0)
        {
            return ProbeEvaluation.Over(
                configured,
                new Observation
                {
                    Contradictions = [Contradiction.Unreached],
                    Facts = new PacketPathFacts { Unreached = broken, Arrived = reached },
                },
                [.. broken, .. broken.Select(HostOf).OfType<ProbeRecord>(), .. reached]
            );
        }

        if (relayed.Count > 0)
        {
            var direct = reached.Except(relayed).ToList();
            return ProbeEvaluation.Over(
                configured,
                new Observation
                {
                    Values = [AspectValue.Yes],
                    Facts = new PacketPathFacts { Relayed = relayed, Arrived = direct },
                },
                [.. relayed, .. direct, .. missed]
            );
        }

        if (cut.Count > 0)
        {
            return CutOff(configured, cut, [.. cut.Select(HostOf).OfType<ProbeRecord>()], reached);
        }

        return AllDirect(configured, pairs, reached);

        ProbeRecord? HostOf(ProbeRecord record) =>
            record.To?.Host is { } address && hosts.TryGetValue(address, out var found) ? found : null;
    }

    /// <summary>Without a host that is reached, no host could have relayed, so nothing is shown.</summary>
    private static Observation CutOff(
        Observation configured,
        IReadOnlyList<ProbeRecord> cut,
        IReadOnlyList<ProbeRecord> hosts,
        IReadOnlyList<ProbeRecord> reached
    ) =>
        reached.Count == 0
            ? ProbeEvaluation.Unsettled(configured, new Doubt(DoubtKind.NoHostToRelay, cut), [.. cut, .. hosts])
            : ProbeEvaluation.Over(
                configured,
                new Observation
                {
                    Values = [AspectValue.No],
                    Facts = new PacketPathFacts { CutOff = cut, Arrived = reached },
                },
                [.. cut, .. hosts, .. reached]
            );

    /// <summary>
    /// If all are reached directly, nothing shows what happens without a direct path. Targets that aren't reached are named.
    /// </summary>
    private static Observation AllDirect(Observation configured, IReadOnlyList<ProbeRecord> pairs, IReadOnlyList<ProbeRecord> reached)
    {
        if (reached.Count == 0)
        {
            return ProbeEvaluation.Unsettled(configured, DoubtKind.NothingArrived, pairs);
        }

        var missed = pairs.Except(reached).ToList();
        return configured.Facts is not PeerFacts facts
            ? ProbeEvaluation.Unsettled(configured, DoubtKind.AllDirect, pairs)
            : configured with
            {
                Basis = Basis.Probed,
                Facts = facts with { Arrived = reached },
                Doubt = missed.Count == 0 ? null : new Doubt(DoubtKind.NothingArrived, missed),
                Evidence = [.. reached.Select(ProbeWording.Evidence), .. configured.Evidence],
            };
    }

    private static bool IsHostItself(ProbeRecord record) => record.To?.Kind == ProbePeerKind.OtherHost;
}
