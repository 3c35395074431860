using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Aspects;

/// <summary>What rules, routes and networks show of isolation.</summary>
/// <param name="Isolation">How containers are kept apart.</param>
internal sealed record IsolationFacts(Isolation Isolation) : AspectFacts
{
    /// <summary>Names of networks that the engine could not allocate. They don't exist on this host.</summary>
    public IReadOnlyList<string> NotAllocated { get; init; } = [];
}

/// <summary>What packets showed of isolation.</summary>
internal sealed record PacketIsolationFacts : AspectFacts
{
    /// <summary>The schema that keeps containers apart; null if packets don't show one.</summary>
    public IsolationSchema? Schema { get; init; }

    /// <summary>Pairs in different networks or subnets that reach each other.</summary>
    public IReadOnlyList<ProbeRecord> Crossed { get; init; } = [];

    /// <summary>Pairs within a network that don't reach each other.</summary>
    public IReadOnlyList<ProbeRecord> Unreached { get; init; } = [];

    /// <summary>Pairs within a network that reach each other.</summary>
    public IReadOnlyList<ProbeRecord> Together { get; init; } = [];

    /// <summary>Pairs in different networks or subnets that are kept apart.</summary>
    public IReadOnlyList<ProbeRecord> KeptApart { get; init; } = [];
}
