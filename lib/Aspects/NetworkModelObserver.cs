using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Aspects;

/// <summary>
/// What carries packets between hosts: as routes and tunnels really go, not as the backend is called. Where packets were sent with few hops
/// to go, routers on
/// the way tell whether it is bridged or routed, too.
/// </summary>
internal sealed class NetworkModelObserver : IAspectObserver
{
    /// <summary>What contradicts a model. No edition knows these values, so they contradict them all.</summary>
    private const string Bridged = "Bridged";
    private const string Routed = "Routed";

    /// <summary>Models in which hosts route: a packet can't come to another host without a router.</summary>
    private static readonly string[] RoutedModels = ["Layer3", "HostGateway", "IPIP", "WireGuard"];

    public string Aspect => AspectIds.NetworkModel;

    public Observation Observe(HostSnapshot host, Footprint footprint)
    {
        if (footprint.Carriers is not { Count: > 0 } carriers)
        {
            return Observation.NotSeen(
                "no route or tunnel to another host was seen",
                "run as root on the host while its agent runs, or audit a host that has a peer"
            );
        }

        var configured = Configured(carriers);
        var records = ProbeEvaluation.Find(host, footprint, ProbeCheck.NetworkModel);
        var ways = ProbeEvaluation
            .Find(host, footprint, ProbeCheck.PartialConnectivity)
            .Where(record => record is { Outcome: ProbeOutcome.Reached, Finding: HopTrace })
            .ToList();
        return records.Count + ways.Count == 0 ? configured : FromPackets(configured, records, ways);
    }

    private static Observation FromPackets(Observation configured, IReadOnlyList<ProbeRecord> records, IReadOnlyList<ProbeRecord> ways)
    {
        var seen = records.Where(record => record.Outcome == ProbeOutcome.Seen).ToList();
        IReadOnlyList<string> models = seen.Count > 0 ? [.. seen.Select(Model).Distinct()] : configured.Values;
        var wrong = ways.Where(record => Contradiction(record, models) is not null).ToList();
        if (seen.Count == 0 && wrong.Count == 0)
        {
            return records.Count == 0
                ? configured with
                {
                    Evidence = [.. configured.Evidence, .. ways.Select(ProbeWording.Evidence)],
                }
                : ProbeEvaluation.Unsettled(
                    configured,
                    $"no packet was recognised on the wire ({TruncatedList.Join(records.Select(ProbeWording.Pair))})",
                    [.. records, .. ways]
                );
        }

        var words = wrong
            .Select(record => $"{Contradiction(record, models)} between {ProbeWording.Pair(record)}: {AnswerWording.Answer(record)}")
            .Concat(
                seen.GroupBy(record => (Model: Model(record), Networks: ProbeWording.Networks(record)))
                    .Select(group =>
                        $"{group.Key.Model} between {TruncatedList.Join(group.Select(ProbeWording.Pair))}: "
                        + $"{AnswerWording.Wire(group.First())}"
                    )
            )
            .Concat(
                ways.Except(wrong)
                    .GroupBy(record => IsBridged(record))
                    .Select(group =>
                        $"{(group.Key ? "bridged, no router on the way" : "routed")}: "
                        + TruncatedList.Join(
                            group.Select(record => group.Key ? ProbeWording.Pair(record) : ProbeWording.PairAndAnswer(record))
                        )
                    )
            );
        return ProbeEvaluation.Over(
            configured,
            [.. wrong.Select(record => Contradiction(record, models)!).Concat(models).Distinct()],
            TruncatedList.Join(words, "; "),
            [.. wrong, .. seen, .. ways.Except(wrong)]
        );

        // On the wire both look alike: which gateway a route names is the configuration's.
        string Model(ProbeRecord record) =>
            record.Finding is not WireSighting { Model: { } model } ? ""
            : model == NetAudit.Model.NetworkModel.Layer3 && configured.Values.Contains("HostGateway") ? "HostGateway"
            : model.Name();
    }

    /// <summary>A router in one subnet, or none where hosts route; null where the way is as it should be.</summary>
    private static string? Contradiction(ProbeRecord way, IReadOnlyList<string> models) =>
        IsBridged(way)
            ? models.Count > 0 && models.All(RoutedModels.Contains)
                ? Bridged
                : null
            : way.IsWithinNetwork()
                ? Routed
                : null;

    private static bool IsBridged(ProbeRecord way) => way.Finding is HopTrace { Way: HopWay.Bridged };

    private static Observation Configured(IReadOnlyList<Carrier> carriers)
    {
        var models = carriers.GroupBy(carrier => carrier.Model.Name()).ToList();
        return new Observation
        {
            Values = [.. models.Select(group => group.Key)],
            Words = string.Join(
                "; ",
                models.Select(group => $"{group.Key}, {TruncatedList.Join(group.Select(carrier => carrier.Summary), "; ")}")
            ),
            Basis = carriers.Max(carrier => carrier.Basis),
            Evidence = [.. carriers.SelectMany(carrier => carrier.Evidence)],
        };
    }
}
