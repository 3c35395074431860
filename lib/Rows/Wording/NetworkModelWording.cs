using NetAudit.Aspects;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Rows;

/// <summary>What carries packets between hosts, in words.</summary>
internal static class NetworkModelWording
{
    public static string Observed(CarrierFacts facts) =>
        string.Join("; ", facts.Carriers.GroupBy(carrier => carrier.Model).Select(group => CarrierWording.Words(group.Key, [.. group])))
        + AbsentWording.NotAllocated(facts.NotAllocated);

    public static string Observed(PacketModelFacts facts)
    {
        var wrong = facts.Wrong.Select(one => $"{one.Kind} between {ProbeWording.Pair(one.Record)}: {AnswerWording.Answer(one.Record)}");
        var seen = facts.Seen.GroupBy(one => (one.Model, Networks: ProbeWording.Networks(one.Record))).Select(Seen);
        var paths = facts.Paths.GroupBy(IsBridged).Select(Path);
        return TruncatedList.Join(wrong.Concat(seen).Concat(paths), "; ");
    }

    private static string Seen(IEnumerable<ModelSighting> same)
    {
        var sightings = same.ToList();
        var pairs = TruncatedList.Join(sightings.Select(one => ProbeWording.Pair(one.Record)));
        return $"{sightings[0].Model.Name()} between {pairs}: {AnswerWording.Wire(sightings[0].Record)}";
    }

    private static string Path(IGrouping<bool, ProbeRecord> paths) =>
        paths.Key
            ? $"bridged, no router on the path: {TruncatedList.Join(paths.Select(ProbeWording.Pair))}"
            : $"routed: {TruncatedList.Join(paths.Select(ProbeWording.PairAndAnswer))}";

    private static bool IsBridged(ProbeRecord path) => path.Finding is HopTrace { Way: HopWay.Bridged };
}
