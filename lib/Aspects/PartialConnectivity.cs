using NetAudit.Audit;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Aspects;

/// <summary>Whether it works where not every host reaches every other: whether peers relay, from routes, forwarding entries and the agent's own words.</summary>
internal sealed class PartialConnectivity : IAspectObserver
{
    public string Aspect => "PartialConnectivity";

    public Observation Observe(HostSnapshot host, Footprint footprint)
    {
        if (footprint.Peers is not { } peers)
        {
            return Observation.NotSeen("no other host of it was seen", "audit a host that has a peer, as root while the agent runs");
        }

        var relayed = peers.Where(peer => peer.Way is PeerWay.Relayed or PeerWay.RelayedByThisHost).ToList();
        if (relayed.Count > 0)
        {
            return new Observation
            {
                Values = ["Yes"],
                Words = $"Yes: {Shortened.Join(relayed.Select(peer => peer.Way == PeerWay.Relayed ? $"{peer.Name} is reached through {peer.Via}" : $"{peer.Name} meet through this host"))}",
                Basis = Basis.Observed,
                Evidence = [.. relayed.Select(peer => peer.Evidence)],
            };
        }

        var direct = peers.Where(peer => peer.Way == PeerWay.Direct).ToList();
        return direct.Count == 0
            ? Observation.NotSeen(peers.Count == 0 ? "it has no other peer" : "the way to its peers was not seen", "audit a host that has a peer, as root while the agent runs", [.. peers.Select(peer => peer.Evidence)])
            : new Observation
            {
                Values = ["No"],
                Words = $"No: {Shortened.Join(direct.Select(peer => peer.Name))} reached straight, none through another host{Unreached(peers)}",
                Basis = Basis.Observed,
                Evidence = [.. direct.Select(peer => peer.Evidence)],
                IsAbsence = true,
                IsStructural = direct.Count == peers.Count(peer => peer.Way != PeerWay.Unknown),
            };
    }

    private static string Unreached(IReadOnlyList<Peer> peers)
    {
        var unreached = peers.Where(peer => peer.Way == PeerWay.Unreachable).ToList();
        return unreached.Count == 0 ? "" : $"; not reached at all: {Shortened.Join(unreached.Select(peer => peer.Name))}";
    }
}
