using NetAudit.Model;
using NetAudit.PacketPath.Filtering;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>
/// Finds the protocols that the rules let pass between containers here and on other hosts. It follows a packet of each protocol along its
/// whole path, not through one chain.
/// </summary>
internal static class ForwardedProtocols
{
    private const int MostEvidence = 3;

    private static readonly IPProtocol[] Usual = [IPProtocol.Icmp, IPProtocol.Tcp, IPProtocol.Udp, IPProtocol.Sctp, IPProtocol.UdpLite];

    /// <summary>Compares what a solution's own rules accept with the whole path.</summary>
    /// <param name="firewall">The host's rules.</param>
    /// <param name="packets">The packets of a protocol that go between containers.</param>
    /// <param name="accepted">What the solution's own rules say.</param>
    public static ProtocolRules Judge(Firewall firewall, Func<IPProtocol, IEnumerable<Packet>> packets, ProtocolRules accepted)
    {
        var walk = new FirewallWalk(firewall);
        var answers = (
            from protocol in Usual.Concat(Named(firewall)).Distinct()
            from packet in packets(protocol)
            select (Protocol: protocol, Answer: walk.Forward(packet))
        ).ToList();
        if (answers.Count == 0)
        {
            return new ProtocolRules([], ProtocolSign.NoPath, accepted.Evidence);
        }

        var dropped = answers.Where(one => one.Answer.Passage == Passage.Dropped).ToList();
        if (dropped.Count > 0)
        {
            return Dropped([.. answers.Select(one => one.Protocol).Distinct()], dropped, accepted);
        }

        var doubted = answers.Where(one => one.Answer.Passage == Passage.CannotTell).SelectMany(one => one.Answer.DecidedBy).ToList();
        return doubted.Count == 0 || accepted.Protocols.Count == 0
            ? accepted
            : new ProtocolRules([], ProtocolSign.NotUnderstood, Evidence(doubted));
    }

    private static ProtocolRules Dropped(
        IReadOnlyList<IPProtocol> tried,
        IReadOnlyList<(IPProtocol Protocol, FirewallAnswer Answer)> dropped,
        ProtocolRules accepted
    )
    {
        var decisions = dropped.SelectMany(one => one.Answer.DecidedBy).Distinct().ToList();
        var stopped = dropped.Select(one => one.Protocol).Distinct().ToList();
        var passing = tried.Except(stopped).ToList();
        if (passing.Count == 0)
        {
            return new ProtocolRules([], ProtocolSign.AllDropped, Evidence(decisions));
        }

        if (decisions.All(decision => decision.Rule?.LooksAt(FirewallMatchKind.Protocol) == true) && accepted.Protocols.Count > 0)
        {
            return new ProtocolRules(passing, ProtocolSign.SomeDropped, Evidence(decisions)) { Dropped = stopped };
        }

        return new ProtocolRules([], ProtocolSign.PortsDropped, Evidence(decisions)) { Dropped = stopped };
    }

    /// <summary>Protocols that any rule names.</summary>
    private static IEnumerable<IPProtocol> Named(Firewall firewall) =>
        from rule in firewall.Rules
        from match in rule.Matches
        where match.Kind == FirewallMatchKind.Protocol
        from name in match.Values
        let protocol = IPProtocol.FromName(name)
        where protocol.Number is not null && protocol != IPProtocol.IcmpV6
        select protocol;

    private static IReadOnlyList<Evidence> Evidence(IEnumerable<FirewallDecision> decisions) =>
        [.. decisions.Select(decision => decision.Evidence).Distinct().Take(MostEvidence)];
}
