using NetAudit.Snapshots;

namespace NetAudit.PacketPath.Filtering;

/// <summary>The possible ends of a packet's path through one base chain.</summary>
/// <param name="chain">The base chain.</param>
internal sealed class ChainOutcome(FirewallChain chain)
{
    /// <summary>The decisions that may accept the packet.</summary>
    public List<FirewallDecision> Accepting { get; } = [];

    /// <summary>The decisions that may drop the packet.</summary>
    public List<FirewallDecision> Dropping { get; } = [];

    /// <summary>Rules that would decide, but whose match isn't known.</summary>
    public List<FirewallDecision> Doubted { get; } = [];

    /// <summary>The packet as it was accepted; null if it never is.</summary>
    public Packet? Accepted { get; private set; }

    /// <summary>How many ends there are so far.</summary>
    public int Count => Accepting.Count + Dropping.Count;

    /// <summary>A rule, or the policy if it is null, accepts it.</summary>
    public void Accept(FirewallRule? rule, Packet packet)
    {
        Accepting.Add(new FirewallDecision(chain, rule));
        Accepted = Packet.Merge(Accepted, packet);
    }

    /// <summary>A rule, or the policy if it is null, drops it.</summary>
    public void Drop(FirewallRule? rule) => Dropping.Add(new FirewallDecision(chain, rule));

    /// <summary>A rule would decide if it matched, which isn't known.</summary>
    public void Doubt(FirewallRule rule) => Doubted.Add(new FirewallDecision(chain, rule));
}
