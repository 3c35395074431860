using NetAudit.Model;
using NetAudit.Solutions;

namespace NetAudit.Topology;

/// <summary>
/// Merges the wires that hosts show to each other into one per pair of hosts. Different solutions, carriers, encryptions and states stay
/// apart.
/// </summary>
internal static class WireJoiner
{
    public static IReadOnlyList<TopologyEdge> Join(
        IReadOnlyList<HostDrawing> hosts,
        HostAddresses addresses,
        IReadOnlyList<Trouble> troubles
    )
    {
        var told = hosts
            .SelectMany(host => new WireEdges(host, addresses).Find())
            .Select(wire => Judge(wire, addresses, troubles))
            .Where(wire => !wire.IsOnlyTried || wire.State == TopologyEdgeState.Cut)
            .ToList();
        told.AddRange(Apart(troubles, told));
        var perNetwork = told.GroupBy(wire => (Pair(wire), wire.Solution, wire.Network)).Select(Merge);
        return
        [
            .. perNetwork.GroupBy(wire => (Pair(wire), wire.Solution, wire.Carrier, Sign(wire), wire.State, wire.RelayedBy)).Select(Edge),
        ];
    }

    private static Wire Judge(Wire wire, HostAddresses addresses, IReadOnlyList<Trouble> troubles)
    {
        bool IsPeer(string name) =>
            name == wire.Peer || name == wire.PeerHost || (wire.PeerHost is not null && addresses.Find(name)?.Host == wire.PeerHost);

        var cuts = troubles.Where(trouble => Cuts.IsCutBy(wire, trouble, IsPeer)).ToList();
        var about = troubles.Where(trouble =>
            trouble.IsOn(wire.Host)
            && trouble.Finding.Solution == wire.Solution
            && trouble.Finding.Subject.Kind == Findings.SubjectKind.Peer
            && IsPeer(trouble.Finding.Subject.Name)
        );
        return wire with
        {
            State = cuts.Count > 0 ? TopologyEdgeState.Cut : wire.State,
            Findings = [.. cuts.Union(about).Select(trouble => trouble.Mark)],
        };
    }

    /// <summary>Wires between hosts that don't have each other as peers: none was seen, so a cut one is added.</summary>
    private static IEnumerable<Wire> Apart(IReadOnlyList<Trouble> troubles, IReadOnlyList<Wire> told) =>
        from trouble in troubles
        where Cuts.IsPair(trouble)
        let model = told.FirstOrDefault(wire => wire.Solution == trouble.Finding.Solution)
        select new Wire
        {
            Host = trouble.Hosts[0],
            Node = EndOf(told, trouble.Hosts[0]),
            Peer = trouble.Hosts[1],
            PeerNode = EndOf(told, trouble.Hosts[1]),
            PeerHost = trouble.Hosts[1],
            Solution = trouble.Finding.Solution ?? "",
            Carrier = model?.Carrier,
            State = TopologyEdgeState.Cut,
            Findings = [trouble.Mark],
        };

    private static string EndOf(IReadOnlyList<Wire> told, string host) =>
        told.FirstOrDefault(wire => wire.Host == host)?.Node ?? TopologyIds.Host(host);

    private static (string, string) Pair(Wire wire)
    {
        var other = wire.PeerHost ?? wire.PeerNode;
        return string.CompareOrdinal(wire.Host, other) <= 0 ? (wire.Host, other) : (other, wire.Host);
    }

    /// <summary>Merges both ends' views of one network: the worse state counts, and a fact that one end saw is known.</summary>
    private static Wire Merge(IEnumerable<Wire> both)
    {
        var all = both.ToList();
        var first = all[0];
        return first with
        {
            State =
                all.Any(wire => wire.State == TopologyEdgeState.Cut) ? TopologyEdgeState.Cut
                : all.Any(wire => wire.State == TopologyEdgeState.Standing) ? TopologyEdgeState.Standing
                : all.Max(wire => wire.State),
            Node = all.FirstOrDefault(wire => wire.Host == first.Host && wire.Node != TopologyIds.Host(wire.Host))?.Node ?? first.Node,
            PeerNode =
                all.FirstOrDefault(wire => wire.Host == first.PeerHost && wire.Node != TopologyIds.Host(wire.Host))?.Node ?? first.PeerNode,
            Carrier = all.Select(wire => wire.Carrier).FirstOrDefault(carrier => carrier is not null),
            EncryptionState = all.Min(wire => wire.EncryptionState),
            Encryption = all.Select(wire => wire.Encryption).FirstOrDefault(scheme => scheme is not null),
            RelayedBy = all.All(wire => wire.State == TopologyEdgeState.Relayed) ? first.RelayedBy : null,
            Findings = [.. all.SelectMany(wire => wire.Findings).Distinct()],
        };
    }

    /// <summary>The encryption's name if it is in force, as far as was seen.</summary>
    private static string? Sign(Wire wire) =>
        wire.Encryption is null ? null
        : wire.EncryptionState == EncryptionState.NotInForce ? EncryptionScheme.None.Name()
        : wire.Encryption;

    private static TopologyEdge Edge(IEnumerable<Wire> same)
    {
        var all = same.ToList();
        var first = all[0];
        return new()
        {
            From = first.Node,
            To = first.PeerNode,
            Kind = TopologyEdgeKind.Wire,
            Solution = first.Solution,
            Carrier = first.Carrier,
            Networks = [.. all.Select(wire => wire.Network).OfType<string>().Distinct().OrderBy(name => name, StringComparer.Ordinal)],
            Encryption = Sign(first),
            State = first.State,
            RelayedBy = first.RelayedBy,
            Basis = first.State == TopologyEdgeState.DeclaredOnly ? Basis.Declared : Basis.Observed,
            Findings = [.. all.SelectMany(wire => wire.Findings).Distinct()],
        };
    }
}
