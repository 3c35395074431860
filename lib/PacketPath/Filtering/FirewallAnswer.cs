using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.PacketPath.Filtering;

/// <summary>What becomes of a packet in the rules.</summary>
internal enum Passage
{
    /// <summary>All base chains on its way accept it.</summary>
    Accepted,

    /// <summary>One of them drops it.</summary>
    Dropped,

    /// <summary>It depends on something that isn't known, or on a match that isn't understood.</summary>
    CannotTell,
}

/// <summary>What decided: a rule, or a base chain's policy.</summary>
/// <param name="Base">The base chain whose way it was.</param>
/// <param name="Rule">The rule; null if it was the policy.</param>
internal sealed record FirewallDecision(FirewallChain Base, FirewallRule? Rule)
{
    /// <summary>The rule or policy, to be checked by hand.</summary>
    public Evidence Evidence => Rule is { } rule ? EvidenceFactory.Rule(rule) : EvidenceFactory.Policy(Base);
}

/// <summary>What becomes of a packet, and why.</summary>
/// <param name="Passage">What becomes of it.</param>
/// <param name="DecidedBy">Accepted: what accepted it in each base chain. Dropped: what dropped it. Unknown: what may decide.</param>
/// <param name="Packet">The packet as it leaves the rules, or as it came to the base chain that dropped it.</param>
internal sealed record FirewallAnswer(Passage Passage, IReadOnlyList<FirewallDecision> DecidedBy, Packet Packet);
