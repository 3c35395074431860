using NetAudit.Snapshots;

namespace NetAudit.PacketPath.Filtering;

/// <summary>
/// What becomes of packets in a namespace's rules. The kernel asks every base chain at a hook, whichever tool made it, in the order of their
/// priorities; one that accepts hands on to the next, one that drops ends it. Chains for NAT see the first packet of a connection only. Pure.
/// </summary>
internal sealed class FirewallWalk
{
    private const int MostRules = 200_000;

    private readonly FirewallTables _tables;

    /// <summary>For the rules of a namespace.</summary>
    public FirewallWalk(Firewall firewall) => _tables = new FirewallTables(firewall);

    /// <summary>What becomes of a packet for this host.</summary>
    public FirewallAnswer Receive(Packet packet) =>
        Pass(packet with { OutLink = Packet.NoLink }, FirewallHook.Prerouting, FirewallHook.Input);

    /// <summary>What becomes of a packet that this host sends.</summary>
    public FirewallAnswer Send(Packet packet) =>
        Pass(packet with { InLink = Packet.NoLink }, FirewallHook.Output, FirewallHook.Postrouting);

    /// <summary>What becomes of a packet that goes from one link to another.</summary>
    public FirewallAnswer Forward(Packet packet) =>
        Pass(packet, FirewallHook.Prerouting, FirewallHook.Forward, FirewallHook.Postrouting);

    /// <summary>What becomes of a packet at these hooks.</summary>
    public FirewallAnswer Pass(Packet packet, params FirewallHook[] hooks)
    {
        var walk = new HookWalk(_tables, MostRules);
        var (outLink, wasRewritten) = (packet.OutLink, packet.IsDestinationRewritten);
        foreach (var hook in hooks)
        {
            var goesElsewhere = packet.IsDestinationRewritten != wasRewritten && packet.IsDestinationLocal != true;
            if (goesElsewhere && hook == FirewallHook.Input)
            {
                return new FirewallAnswer(Passage.CannotTell, walk.Accepting, packet);
            }

            // The way out isn't known before the route is looked up, and is another one for another destination.
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

    /// <summary>Base chains that stand somewhere and may drop it, which an old snapshot doesn't tell.</summary>
    private IEnumerable<FirewallDecision> Unplaced(Packet packet)
    {
        var anywhere = packet with { State = null, InLink = null, OutLink = null, Mark = null };
        foreach (var chain in _tables.Unplaced.Where(chain => HookWalk.IsFor(chain.Family, packet.IsIPv6)))
        {
            var walk = new ChainWalk(_tables, MostRules);
            walk.Follow(chain, anywhere);
            if (walk.Dropping.Count > 0)
            {
                yield return walk.Dropping[0];
            }
        }
    }
}
