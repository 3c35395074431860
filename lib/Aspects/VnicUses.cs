using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Aspects;

/// <summary>The vNICs by which containers' packets were seen to leave.</summary>
internal static class VnicUses
{
    public static Observation Judge(Observation configured, IReadOnlyList<ContainerVnics> counted, IReadOnlyList<ProbeRecord> records)
    {
        var sent = counted
            .Select(one =>
            {
                List<ProbeRecord> own = [.. records.Where(record => record.Outcome == ProbeOutcome.Seen && IsFrom(record, one.Container))];
                return (Vnics: one, Records: own, Use: FindUse(one, own));
            })
            .ToList();
        var used = sent.Where(one => one.Use is not null).OrderBy(one => one.Use!.Kind == VnicUseKind.Stray ? 0 : 1).ToList();
        if (used.Count == 0)
        {
            return ProbeEvaluation.Unsettled(configured, DoubtKind.NoneLeft, records);
        }

        IReadOnlyList<VnicUse> uses = [.. used.Select(one => one.Use!)];
        IReadOnlyList<ContainerVnics> rest = [.. sent.Where(one => one.Use is null).Select(one => one.Vnics)];
        return ProbeEvaluation.Over(
            configured,
            new Observation
            {
                Values = [.. uses.Select(Value).OfType<AspectValue>().Concat(rest.Select(SeparateVnic.Value)).Distinct()],
                Contradictions = uses.Any(use => use.Kind == VnicUseKind.Stray) ? [Contradiction.Unused] : [],
                Facts = new VnicUseFacts(uses, rest),
            },
            used.SelectMany(one => one.Records)
        );
    }

    private static AspectValue? Value(VnicUse use) =>
        use.Kind switch
        {
            VnicUseKind.Separate => AspectValue.Yes,
            VnicUseKind.Shared => AspectValue.No,
            _ => null,
        };

    /// <summary>Null if no packet to the cluster was seen, or if packets leave by a network that a user added.</summary>
    private static VnicUse? FindUse(ContainerVnics one, IReadOnlyList<ProbeRecord> seen)
    {
        // Packets to the default gateway are on none of the solution's networks.
        var cluster = seen.Where(record => !IsOutside(record)).ToList();
        if (cluster.Count == 0)
        {
            return null;
        }

        if (cluster.Find(record => one.Own.All(link => link.Name != LinkOf(record))) is { } stray)
        {
            return new VnicUse(one, VnicUseKind.Stray, stray, null);
        }

        if (seen.FirstOrDefault(IsOutside) is not { } outside)
        {
            return new VnicUse(one, one.IsSeparate ? VnicUseKind.Separate : VnicUseKind.Shared, cluster[0], null);
        }

        return one.Own.Any(link => link.Name == LinkOf(outside)) ? new VnicUse(one, VnicUseKind.Shared, cluster[0], outside)
            : one.Others.Any(other => other.Link.Name == LinkOf(outside)) ? new VnicUse(one, VnicUseKind.Separate, cluster[0], outside)
            : null;
    }

    private static string? LinkOf(ProbeRecord record) => (record.Finding as VnicUsed)?.Link;

    private static bool IsOutside(ProbeRecord record) => record.To?.Kind == ProbePeerKind.Gateway;

    private static bool IsFrom(ProbeRecord record, Container container) =>
        record.From.ContainerId is { } id ? id == container.Id : record.From.Container == container.Name;
}
