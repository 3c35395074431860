using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Aspects;

/// <summary>
/// Whether it works where not every host reaches every other: whether peers relay, from routes, forwarding entries and the agent's own
/// words.
/// </summary>
internal sealed class PartialConnectivity : IAspectObserver
{
    /// <summary>A container isn't reached though its host is. Not a value that any edition knows: it contradicts them all.</summary>
    private const string Unreached = "Unreached";

    public string Aspect => AspectIds.PartialConnectivity;

    public Observation Observe(HostSnapshot host, Footprint footprint)
    {
        var records = ProbeEvaluation.Find(host, footprint, ProbeCheck.PartialConnectivity);
        var observation = records.Count == 0 ? Configured(footprint) : FromPackets(Configured(footprint), records);
        return KnownCauses.Explain(observation, footprint, records);
    }

    private static Observation FromPackets(Observation configured, IReadOnlyList<ProbeRecord> records)
    {
        // A host that was probed more than once has several: the newest counts.
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
                [Unreached],
                $"{Unreached}: "
                    + $"{TruncatedList.Join(broken.Select(record => $"{Told(record)}, though that host itself answers"), "; ")}"
                    + $"{Arrived(reached)}",
                [.. broken, .. broken.Select(HostOf).OfType<ProbeRecord>(), .. reached]
            );
        }

        if (relayed.Count > 0)
        {
            return ProbeEvaluation.Over(
                configured,
                ["Yes"],
                $"Yes: {TruncatedList.Join(relayed.Select(Way), "; ")}{Arrived([.. reached.Except(relayed)])}",
                [.. relayed, .. reached.Except(relayed), .. missed]
            );
        }

        if (cut.Count > 0)
        {
            var words = $"{TruncatedList.Join(cut.Select(record => $"{Told(record)}, whose host doesn't answer this one either"), "; ")}";

            // Only a host that is reached could have passed something on.
            return reached.Count == 0
                ? ProbeEvaluation.Unsettled(
                    configured,
                    $"cut off: {words}; no other host is reached that could relay",
                    [.. cut, .. cut.Select(HostOf).OfType<ProbeRecord>()]
                )
                : ProbeEvaluation.Over(
                    configured,
                    ["No"],
                    $"No: cut off, and nobody relays: {words}{Arrived(reached)}",
                    [.. cut, .. cut.Select(HostOf).OfType<ProbeRecord>(), .. reached]
                );
        }

        // That all are reached straight shows nothing of what happens where they aren't.
        return reached.Count == 0 || configured.Values.Count == 0
            ? ProbeEvaluation.Unsettled(
                configured,
                reached.Count == 0
                    ? $"nothing arrived ({TruncatedList.Join(pairs.Select(ProbeWording.Pair))})"
                    : "all are reached straight",
                pairs
            )
            : configured with
            {
                Basis = Basis.Probed,
                Words = configured.Words + Arrived(reached),
                Evidence = [.. reached.Select(ProbeWording.Evidence), .. configured.Evidence],
            };

        ProbeRecord? HostOf(ProbeRecord record) =>
            record.To?.Host is { } address && hosts.TryGetValue(address, out var found) ? found : null;
    }

    private static string Told(ProbeRecord record) => $"{ProbeWording.Pair(record)} ({AnswerWording.Answer(record)})";

    private static string Way(ProbeRecord record) => $"{ProbeWording.Pair(record)}, {AnswerWording.Answer(record)}";

    private static string Relay(Peer peer) =>
        peer.Way == Reachability.Relayed ? $"{peer.Name} is reached through {peer.Via}" : $"{peer.Name} meet through this host";

    private static bool IsHostItself(ProbeRecord record) => record.To?.Kind == ProbePeerKind.OtherHost;

    private static string Arrived(IReadOnlyList<ProbeRecord> reached) =>
        reached.Count == 0 ? "" : $"; packets arrived: {TruncatedList.Join(reached.Select(ProbeWording.Pair))}";

    private static Observation Configured(Footprint footprint)
    {
        if (footprint.Peers is not { } peers)
        {
            return Observation.NotSeen("no other host of it was seen", "audit a host that has a peer, as root while the agent runs");
        }

        var relayed = peers.Where(peer => peer.Way is Reachability.Relayed or Reachability.RelayedByThisHost).ToList();
        if (relayed.Count > 0)
        {
            return new Observation
            {
                Values = ["Yes"],
                Words = $"Yes: {TruncatedList.Join(relayed.Select(Relay))}",
                Basis = Basis.Observed,
                Evidence = [.. relayed.Select(peer => peer.Evidence)],
            };
        }

        var direct = peers.Where(peer => peer.Way == Reachability.Direct).ToList();
        return direct.Count == 0
            ? Observation.NotSeen(
                peers.Count == 0 ? "it has no other peer" : "the way to its peers was not seen",
                "audit a host that has a peer, as root while the agent runs",
                [.. peers.Select(peer => peer.Evidence)]
            )
            : new Observation
            {
                Values = ["No"],
                Words =
                    $"No: the way to {TruncatedList.Join(direct.Select(peer => peer.Name))} is straight, none leads "
                    + $"through another host{NotReached(peers)}",
                Basis = Basis.Observed,
                Evidence = [.. direct.Select(peer => peer.Evidence)],
                Reason = "routes and entries show the way, not that anything arrives; packets do: -Probe",
                IsAbsence = true,
                IsStructural = direct.Count == peers.Count(peer => peer.Way != Reachability.Unknown),
            };
    }

    private static string NotReached(IReadOnlyList<Peer> peers)
    {
        var unreached = peers.Where(peer => peer.Way == Reachability.Unreachable).ToList();
        return unreached.Count == 0 ? "" : $"; not reached at all: {TruncatedList.Join(unreached.Select(peer => peer.Name))}";
    }
}
