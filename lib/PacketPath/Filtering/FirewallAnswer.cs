using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.PacketPath.Filtering;

/// <summary>The result of the rules for a packet.</summary>
internal enum Passage
{
    /// <summary>All base chains on its path accept it.</summary>
    Accepted,

    /// <summary>One of them drops it.</summary>
    Dropped,

    /// <summary>It depends on something that isn't known, or on a match that isn't understood.</summary>
    CannotTell,
}

/// <summary>The decision about a packet: a rule's, or a base chain's policy.</summary>
/// <param name="Base">The base chain that decided.</param>
/// <param name="Rule">The rule; null if it was the policy.</param>
internal sealed record FirewallDecision(FirewallChain Base, FirewallRule? Rule)
{
    /// <summary>The rule or policy, to be checked by hand.</summary>
    public Evidence Evidence => Rule is { } rule ? EvidenceFactory.Rule(rule) : EvidenceFactory.Policy(Base);
}

/// <summary>The result of the rules for a packet, and the decisions behind it.</summary>
/// <param name="Passage">The result.</param>
/// <param name="DecidedBy">Accepted: one per base chain. Dropped: the one that dropped it. Unknown: all that may apply.</param>
/// <param name="Packet">The packet as it leaves the rules, or as it came to the base chain that dropped it.</param>
internal sealed record FirewallAnswer(Passage Passage, IReadOnlyList<FirewallDecision> DecidedBy, Packet Packet);
