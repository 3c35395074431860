using NetAudit.Model;
using NetAudit.PacketPath.Filtering;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>
/// Which protocols the rules let pass between containers here and on other hosts: not what one chain says, but what becomes of a packet
/// of each on its whole way.
/// </summary>
internal static class ForwardedProtocols
{
    private const int MostEvidence = 3;

    private static readonly IPProtocol[] Usual = [IPProtocol.Icmp, IPProtocol.Tcp, IPProtocol.Udp, IPProtocol.Sctp, IPProtocol.UdpLite];

    /// <summary>Holds what a solution's own rules accept against the whole way.</summary>
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
            return new ProtocolRules(
                [],
                "no way to another host was seen",
                accepted.Evidence,
                "without one it can't be told what the rules do to packets between hosts"
            );
        }

        var dropped = answers.Where(one => one.Answer.Passage == Passage.Dropped).ToList();
        if (dropped.Count > 0)
        {
            return Dropped([.. answers.Select(one => one.Protocol).Distinct()], dropped, accepted);
        }

        var doubted = answers.Where(one => one.Answer.Passage == Passage.CannotTell).SelectMany(one => one.Answer.DecidedBy).ToList();
        return doubted.Count == 0 || accepted.Protocols.Count == 0
            ? accepted
            : new ProtocolRules(
                [],
                "a rule on the way looks at something that isn't understood here, and may drop",
                Evidence(doubted),
                "what such a rule lets through can't be told"
            );
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
            return new ProtocolRules(
                [],
                "rules on the way drop what goes to or comes from other hosts, whatever the protocol",
                Evidence(decisions),
                "what would cross if they let it can't be seen"
            );
        }

        var names = string.Join(", ", stopped.Select(protocol => protocol.Name));
        if (decisions.All(decision => decision.Rule?.LooksAt(FirewallMatchKind.Protocol) == true) && accepted.Protocols.Count > 0)
        {
            return new ProtocolRules(passing, $"rules on the way drop {names}", Evidence(decisions));
        }

        return new ProtocolRules(
            [],
            $"rules on the way drop {names} to ports that aren't published",
            Evidence(decisions),
            "ports decide there, not protocols"
        );
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
