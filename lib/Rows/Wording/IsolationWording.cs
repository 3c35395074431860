using NetAudit.Aspects;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Rows;

/// <summary>What keeps containers apart, in words.</summary>
internal static class IsolationWording
{
    public const string Settles = "packets between containers of two networks or subnets settle it";

    public static string Observed(IsolationFacts facts) =>
        facts.Isolation.Schema is { } schema ? $"{schema.Name()}: {facts.Isolation.Summary}" : facts.Isolation.Summary;

    public static string Observed(PacketIsolationFacts facts)
    {
        var kept = facts.KeptApart.Count == 0 ? "" : $"; kept apart: {Pairs(facts.KeptApart)}";
        return facts.Crossed.Count > 0 ? $"{IsolationSchema.None.Name()} between {Pairs(facts.Crossed)}, which reach each other{kept}"
            : facts.Unreached.Count > 0 ? $"{Contradiction.Unreached}: {Pairs(facts.Unreached)} don't reach each other in one network{kept}"
            : $"{facts.Schema?.Name()}: {Pairs(facts.Together)} reach each other{kept}";
    }

    public static string? Reason(IsolationFacts facts) =>
        facts.Isolation.Schema is null ? facts.Isolation.Reason ?? facts.Isolation.Summary : null;

    /// <summary>Pairs of containers, by the networks that they are on.</summary>
    public static string Pairs(IEnumerable<ProbeRecord> records) =>
        TruncatedList.Join(
            records.GroupBy(ProbeWording.Networks).Select(group => $"{TruncatedList.Join(group.Select(ProbeWording.Pair))} ({group.Key})"),
            "; "
        );
}
