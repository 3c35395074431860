using NetAudit.Snapshots;

namespace NetAudit.PacketPath.Filtering;

/// <summary>
/// A packet's way through one base chain and all that it calls. Where a rule can't be told to match, both ways are followed: what either may end
/// in is collected, and of the packet only what is sure of both is kept. So the work grows with the rules, not with the ways.
/// </summary>
/// <param name="tables">The chains.</param>
/// <param name="budget">How many more rules may be looked at.</param>
internal sealed class ChainWalk(FirewallTables tables, int budget)
{
    // The kernel's own bound on calls within calls is 16.
    private const int MostDepth = 32;

    private FirewallChain? _base;

    /// <summary>How many more rules may be looked at.</summary>
    public int Budget { get; private set; } = budget;

    /// <summary>What may accept it, and the packet then.</summary>
    public List<FirewallDecision> Accepting { get; } = [];

    /// <summary>What may drop it.</summary>
    public List<FirewallDecision> Dropping { get; } = [];

    /// <summary>Rules that can't be told to match, and would decide.</summary>
    public List<FirewallDecision> Doubted { get; } = [];

    /// <summary>The packet where it was accepted; null where it never is.</summary>
    public Packet? Accepted { get; private set; }

    /// <summary>Follows it through a base chain.</summary>
    public void Follow(FirewallChain chain, Packet packet)
    {
        _base = chain;
        if (Walk(ChainKey.Of(chain), packet, 0) is not { } end)
        {
            return;
        }

        if (chain.Policy == FirewallPolicy.Drop)
        {
            Drop(null);
        }
        else
        {
            Accept(null, end);
        }
    }

    /// <summary>The packet as it comes out at a chain's end; null where it never does.</summary>
    private Packet? Walk(ChainKey chain, Packet packet, int depth)
    {
        Packet? left = null;
        Packet? live = packet;
        foreach (var rule in tables.Rules(chain) ?? [])
        {
            if (--Budget < 0)
            {
                return Doubt(rule, live);
            }

            var meets = RuleMatching.Meets(tables, rule, live);
            if (meets == false)
            {
                continue;
            }

            var decisions = Accepting.Count + Dropping.Count;
            var (through, returned) = Do(rule, live, depth);
            left = Packet.Merge(left, returned);
            if (meets is null && (decisions < Accepting.Count + Dropping.Count || returned is not null))
            {
                Doubted.Add(new FirewallDecision(_base!, rule));
            }

            live = meets == true ? through : Packet.Merge(live, through);
            if (live is null)
            {
                return left;
            }
        }

        return Packet.Merge(left, live);
    }

    /// <summary>Does what a rule says.</summary>
    /// <returns>The packet as it goes on to the next rule, and as it leaves the chain for the one that called it.</returns>
    private (Packet? Through, Packet? Left) Do(FirewallRule rule, Packet packet, int depth)
    {
        Packet? left = null;
        Packet? live = packet;
        foreach (var target in rule.Targets)
        {
            var (through, returned) = Do(rule, target, live, depth);
            left = Packet.Merge(left, returned);
            if (through is null)
            {
                return (null, left);
            }

            live = through;
        }

        return (live, left);
    }

    private (Packet? Through, Packet? Left) Do(FirewallRule rule, FirewallTarget target, Packet packet, int depth)
    {
        switch (target.Kind)
        {
            case FirewallTargetKind.Harmless:
                return (packet, null);
            case FirewallTargetKind.Accept:
                return Accept(rule, packet);
            case FirewallTargetKind.Snat:
            case FirewallTargetKind.Masquerade:
                return Accept(rule, Rewriting.Source(packet, target));
            case FirewallTargetKind.Dnat:
            case FirewallTargetKind.Redirect:
                return Accept(rule, Rewriting.Destination(packet, target));
            case FirewallTargetKind.Drop:
            case FirewallTargetKind.Reject:
                return Drop(rule);
            case FirewallTargetKind.Return:
                return (null, packet);
            case FirewallTargetKind.Jump:
                return (Call(rule, target, packet, depth), null);
            case FirewallTargetKind.Goto:
                return (null, Call(rule, target, packet, depth));
            case FirewallTargetKind.SetMark:
            case FirewallTargetKind.SetUnknownMark:
                return (Rewriting.Mark(packet, target), null);
            case FirewallTargetKind.NoTrack:
                return (packet with { State = ConnectionState.Untracked }, null);
            case FirewallTargetKind.VerdictMap:
                return LookUp(rule, target, packet, depth);
            default:
                return (Doubt(rule, packet), null);
        }
    }

    private Packet? Call(FirewallRule rule, FirewallTarget target, Packet packet, int depth)
    {
        var called = ChainKey.Of(rule) with { Name = target.Chain ?? "" };
        return depth >= MostDepth || tables.Rules(called) is null ? Doubt(rule, packet) : Walk(called, packet, depth + 1);
    }

    private (Packet? Through, Packet? Left) LookUp(FirewallRule rule, FirewallTarget map, Packet packet, int depth)
    {
        if ((map.Map is null ? map.Elements : tables.Elements(rule, map.Map)) is not { } elements)
        {
            return (Doubt(rule, packet), null);
        }

        Packet? live = null;
        Packet? left = null;
        // "*" is for packets that meet no other.
        foreach (var element in elements.OrderBy(element => element.Key is ["*"]))
        {
            var meets = element.Key is ["*"] ? true : RuleMatching.Meets(map.Selectors ?? [], element, packet);
            if (meets == false)
            {
                continue;
            }

            var decisions = Accepting.Count + Dropping.Count;
            var (through, returned) = element.Target is { } target ? Do(rule, target, packet, depth) : (Doubt(rule, packet), null);
            (live, left) = (Packet.Merge(live, through), Packet.Merge(left, returned));
            if (meets == true)
            {
                return (live, left);
            }

            if (decisions < Accepting.Count + Dropping.Count || returned is not null)
            {
                Doubted.Add(new FirewallDecision(_base!, rule));
            }
        }

        return (Packet.Merge(live, packet), left);
    }

    private (Packet? Through, Packet? Left) Accept(FirewallRule? rule, Packet packet)
    {
        Accepting.Add(new FirewallDecision(_base!, rule));
        Accepted = Packet.Merge(Accepted, packet);
        return (null, null);
    }

    private (Packet? Through, Packet? Left) Drop(FirewallRule? rule)
    {
        Dropping.Add(new FirewallDecision(_base!, rule));
        return (null, null);
    }

    /// <summary>Anything may become of it.</summary>
    private Packet Doubt(FirewallRule rule, Packet packet)
    {
        Doubted.Add(new FirewallDecision(_base!, rule));
        Accept(rule, packet);
        Drop(rule);
        return packet;
    }
}
