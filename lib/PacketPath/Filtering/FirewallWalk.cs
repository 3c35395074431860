using NetAudit.Snapshots;

namespace NetAudit.PacketPath.Filtering;

/// <summary>
/// Follows packets through a namespace's rules. The kernel calls every base chain at a hook, whichever tool created it, in the order of
/// priorities. If one accepts, the next is called; if one drops, the packet is gone. Chains for NAT see only a connection's first packet.
/// Pure.
/// </summary>
internal sealed class FirewallWalk
{
    private const int MostRules = 200_000;
    private const int MostDropping = 8;

    /// <summary>The hooks of a packet for this host.</summary>
    public static readonly FirewallHook[] Receiving = [FirewallHook.Prerouting, FirewallHook.Input];

    /// <summary>The hooks of a packet that this host sends.</summary>
    public static readonly FirewallHook[] Sending = [FirewallHook.Output, FirewallHook.Postrouting];

    /// <summary>The hooks of a packet from one link to another.</summary>
    public static readonly FirewallHook[] Forwarding = [FirewallHook.Prerouting, FirewallHook.Forward, FirewallHook.Postrouting];

    private readonly FirewallTables _tables;

    /// <summary>Creates a walk through the rules of a namespace.</summary>
    public FirewallWalk(Firewall firewall) => _tables = new FirewallTables(firewall);

    /// <summary>Returns whether the rules accept a packet for this host.</summary>
    public FirewallAnswer Receive(Packet packet) => Pass(packet with { OutLink = Packet.NoLink }, Receiving);

    /// <summary>Returns whether the rules accept a packet that this host sends.</summary>
    public FirewallAnswer Send(Packet packet) => Pass(packet with { InLink = Packet.NoLink }, Sending);

    /// <summary>Returns whether the rules accept a packet that goes from one link to another.</summary>
    public FirewallAnswer Forward(Packet packet) => Pass(packet, Forwarding);

    /// <summary>
    /// Returns the decisions that drop a packet at these hooks, up to a limit. Each would drop it if the base chains before it did not.
    /// Empty if none certainly does.
    /// </summary>
    public IReadOnlyList<FirewallDecision> AllDropping(Packet packet, params FirewallHook[] hooks)
    {
        var all = new List<FirewallDecision>();
        var without = new HashSet<ChainKey>();
        while (all.Count < MostDropping && Pass(packet, hooks, without) is { Passage: Passage.Dropped } answer)
        {
            all.AddRange(answer.DecidedBy);
            without.Add(ChainKey.From(answer.DecidedBy[0].Base));
        }

        return all;
    }

    /// <summary>Returns whether the rules at these hooks accept a packet.</summary>
    public FirewallAnswer Pass(Packet packet, params FirewallHook[] hooks) => Pass(packet, hooks, []);

    private FirewallAnswer Pass(Packet packet, FirewallHook[] hooks, HashSet<ChainKey> without)
    {
        var walk = new HookWalk(_tables, MostRules) { Without = without };
        var (outLink, wasRewritten) = (packet.OutLink, packet.IsDestinationRewritten);
        foreach (var hook in hooks)
        {
            var goesElsewhere = packet.IsDestinationRewritten != wasRewritten && packet.IsDestinationLocal != true;
            if (goesElsewhere && hook == FirewallHook.Input)
            {
                return new FirewallAnswer(Passage.CannotTell, walk.Accepting, packet);
            }

            // The outgoing link isn't known before the route is looked up, and changes with the destination.
            outLink = goesElsewhere ? null : outLink;
            packet = walk.At(hook, packet with { OutLink = hook == FirewallHook.Prerouting ? Packet.NoLink : outLink });
            if (walk.Dropping.Count > 0)
            {
                return new FirewallAnswer(Passage.Dropped, walk.Dropping, packet);
            }
        }

        IReadOnlyList<FirewallDecision> doubted = [.. walk.Doubted, .. Unplaced(packet)];
        return doubted.Count > 0
            ? new FirewallAnswer(Passage.CannotTell, doubted, packet)
            : new FirewallAnswer(Passage.Accepted, walk.Accepting, packet);
    }

    /// <summary>Base chains that may drop the packet, at hooks that an old snapshot doesn't show.</summary>
    private IEnumerable<FirewallDecision> Unplaced(Packet packet)
    {
        var anywhere = packet with { State = null, InLink = null, OutLink = null, Mark = null };
        foreach (var chain in _tables.Unplaced.Where(chain => HookWalk.IsFor(chain.Family, packet.IsIPv6)))
        {
            if (new ChainWalk(_tables, chain, MostRules).Follow(anywhere).Dropping is [var drop, ..])
            {
                yield return drop;
            }
        }
    }
}
