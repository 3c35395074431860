using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Aspects;

/// <summary>
/// What carries packets between hosts, according to the actual routes and tunnels and not to the backend's name. If packets with a small
/// hop limit were sent, routers on the path also show whether it is bridged or routed.
/// </summary>
internal sealed class NetworkModelObserver : IAspectObserver
{
    public string Aspect => AspectIds.NetworkModel;

    public Observation Observe(HostSnapshot host, Footprint footprint)
    {
        if (footprint.Carriers is not { Count: > 0 } carriers)
        {
            return Observation.NotSeen(NotSeenCause.PathToOtherHost);
        }

        var configured = new Observation
        {
            Values = [.. carriers.Select(carrier => carrier.Model).Distinct().Select(AspectValue.From)],
            Facts = new CarrierFacts(carriers) { NotAllocated = footprint.NotAllocated },
            Basis = carriers.Max(carrier => carrier.Basis),
            Evidence = [.. carriers.SelectMany(carrier => carrier.Evidence)],
        };
        var records = ProbeEvaluation.Find(host, footprint, ProbeCheck.NetworkModel);
        var paths = ProbeEvaluation
            .Find(host, footprint, ProbeCheck.PartialConnectivity)
            .Where(record => record is { Outcome: ProbeOutcome.Reached, Finding: HopTrace })
            .ToList();
        return records.Count + paths.Count == 0 ? configured : FromPackets(configured, carriers, records, paths);
    }

    private static Observation FromPackets(
        Observation configured,
        IReadOnlyList<Carrier> carriers,
        IReadOnlyList<ProbeRecord> records,
        IReadOnlyList<ProbeRecord> paths
    )
    {
        var declared = carriers.Select(carrier => carrier.Model).Distinct().ToList();
        var seen = records
            .Where(record => record.Outcome == ProbeOutcome.Seen)
            .Select(record => (Record: record, Model: ModelOf(record, declared)))
            .Where(one => one.Model is not null)
            .Select(one => new ModelSighting(one.Model!.Value, one.Record))
            .ToList();
        IReadOnlyList<NetworkModel> models = seen.Count > 0 ? [.. seen.Select(one => one.Model).Distinct()] : declared;
        var wrong = paths.Select(record => Wrong(record, models)).OfType<WrongPath>().ToList();
        if (seen.Count == 0 && wrong.Count == 0)
        {
            return records.Count == 0
                ? configured with
                {
                    Evidence = [.. configured.Evidence, .. paths.Select(ProbeWording.Evidence)],
                }
                : ProbeEvaluation.Unsettled(configured, new Doubt(DoubtKind.NotRecognised, records), [.. records, .. paths]);
        }

        var right = paths.Except(wrong.Select(one => one.Record)).ToList();
        return ProbeEvaluation.Over(
            configured,
            new Observation
            {
                Values = [.. models.Select(AspectValue.From)],
                Contradictions = [.. wrong.Select(one => one.Kind).Distinct()],
                Facts = new PacketModelFacts
                {
                    Wrong = wrong,
                    Seen = seen,
                    Paths = right,
                },
            },
            [.. wrong.Select(one => one.Record), .. seen.Select(one => one.Record), .. right]
        );
    }

    /// <summary>
    /// Unencapsulated packets look the same on the wire in both models. Which gateway a route names only the configuration shows.
    /// </summary>
    private static NetworkModel? ModelOf(ProbeRecord record, IReadOnlyList<NetworkModel> declared)
    {
        var seen = (record.Finding as WireSighting)?.Model;
        return seen == NetworkModel.Layer3 && declared.Contains(NetworkModel.HostGateway) ? NetworkModel.HostGateway : seen;
    }

    /// <summary>A router on a path within one subnet, or none between hosts that route; null if the path agrees with the model.</summary>
    private static WrongPath? Wrong(ProbeRecord path, IReadOnlyList<NetworkModel> models)
    {
        if (path.Finding is HopTrace { Way: HopWay.Bridged })
        {
            return models.Count > 0 && models.All(IsRouted) ? new WrongPath(Contradiction.Bridged, path) : null;
        }

        return path.IsWithinNetwork() ? new WrongPath(Contradiction.Routed, path) : null;
    }

    /// <summary>Whether hosts route in this model, so that no packet reaches another host without a router.</summary>
    private static bool IsRouted(NetworkModel model) =>
        model is NetworkModel.Layer3 or NetworkModel.HostGateway or NetworkModel.IPIP or NetworkModel.WireGuard;
}
