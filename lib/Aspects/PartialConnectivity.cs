using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Aspects;

/// <summary>
/// Whether the network works if not every host reaches every other: whether peers relay. Routes, forwarding entries and the agent's own
/// report show it.
/// </summary>
internal sealed class PartialConnectivity : IAspectObserver
{
    public string Aspect => AspectIds.PartialConnectivity;

    public Observation Observe(HostSnapshot host, Footprint footprint)
    {
        var records = ProbeEvaluation.Find(host, footprint, ProbeCheck.PartialConnectivity);
        var configured = Configured(footprint.Peers ?? OnWire(host, footprint), AreTunnels(footprint));
        return records.Count == 0 ? configured : PacketPaths.Judge(configured, records);
    }

    /// <summary>
    /// Hosts that only packets show, because Flannel's udp backend lists none: the destinations of frames whose packets were answered.
    /// </summary>
    private static IReadOnlyList<Peer>? OnWire(HostSnapshot host, Footprint footprint)
    {
        var seen =
            from record in ProbeEvaluation.Find(host, footprint, ProbeCheck.NetworkModel)
            let carrier = (record.Finding as WireSighting)?.Carrier
            where carrier is not null && carrier.Encapsulation != WireEncapsulation.Plain && ProbeEvaluation.HasCrossed(record)
            group record by carrier.Destination into records
            select new Peer(records.Key, Reachability.Direct, null, ProbeWording.Evidence(records.First()));
        return seen.ToList() is { Count: > 0 } peers ? peers : null;
    }

    private static bool AreTunnels(Footprint footprint) =>
        footprint.Carriers is { Count: > 0 } carriers && carriers.All(carrier => carrier.Path is NetworkTunnel);

    private static Observation Configured(IReadOnlyList<Peer>? peers, bool areTunnels)
    {
        if (peers is null)
        {
            return Observation.NotSeen(NotSeenCause.OtherHosts);
        }

        var facts = new PeerFacts
        {
            Relayed = [.. peers.Where(peer => peer.Way is Reachability.Relayed or Reachability.RelayedByThisHost)],
            Direct = [.. peers.Where(peer => peer.Way == Reachability.Direct)],
            Unreachable = [.. peers.Where(peer => peer.Way == Reachability.Unreachable)],
            AreTunnels = areTunnels,
        };
        if (facts.Relayed.Count > 0)
        {
            return new Observation
            {
                Values = [AspectValue.Yes],
                Facts = facts,
                Basis = Basis.Observed,
                Evidence = [.. facts.Relayed.Select(peer => peer.Evidence)],
            };
        }

        if (facts.Direct.Count == 0)
        {
            var cause = peers.Count == 0 ? NotSeenCause.NoPeer : NotSeenCause.PathToPeers;
            return Observation.NotSeen(cause, [.. peers.Select(peer => peer.Evidence)]);
        }

        var isAllDirect = facts.Direct.Count == peers.Count(peer => peer.Way != Reachability.Unknown);
        return new Observation
        {
            Values = [AspectValue.No],
            Facts = facts,
            Basis = Basis.Observed,
            Evidence = [.. facts.Direct.Select(peer => peer.Evidence)],
            Standing = isAllDirect ? Standing.Impossible : Standing.Unused,
        };
    }
}
