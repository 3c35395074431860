using NetAudit.Snapshots;

namespace NetAudit.PacketPath.Filtering;

/// <content>What targets do with a packet.</content>
internal sealed partial class ChainWalk
{
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
                _outcome.Drop(rule);
                return (null, null);
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
        var called = ChainKey.From(rule) with { Name = target.Chain ?? "" };
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

            var ends = _outcome.Count;
            var (through, returned) = element.Target is { } target ? Do(rule, target, packet, depth) : (Doubt(rule, packet), null);
            (live, left) = (Packet.Merge(live, through), Packet.Merge(left, returned));
            if (meets == true)
            {
                return (live, left);
            }

            if (ends < _outcome.Count || returned is not null)
            {
                _outcome.Doubt(rule);
            }
        }

        return (Packet.Merge(live, packet), left);
    }

    private (Packet? Through, Packet? Left) Accept(FirewallRule rule, Packet packet)
    {
        _outcome.Accept(rule, packet);
        return (null, null);
    }

    /// <summary>The rule's effect is unknown, so the packet may be accepted, dropped or continue.</summary>
    private Packet Doubt(FirewallRule rule, Packet packet)
    {
        _outcome.Doubt(rule);
        _outcome.Accept(rule, packet);
        _outcome.Drop(rule);
        return packet;
    }
}
