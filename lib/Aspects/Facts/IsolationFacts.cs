using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Aspects;

/// <summary>What rules, routes and networks say.</summary>
/// <param name="Isolation">It.</param>
internal sealed record IsolationFacts(Isolation Isolation) : AspectFacts
{
    /// <summary>Names of networks that the engine could not allocate: nothing of them is there.</summary>
    public IReadOnlyList<string> NotAllocated { get; init; } = [];
}

/// <summary>What packets showed of isolation.</summary>
internal sealed record PacketIsolationFacts : AspectFacts
{
    /// <summary>The schema that keeps apart; null if packets don't show one.</summary>
    public IsolationSchema? Schema { get; init; }

    /// <summary>Between networks or subnets, those that reach each other.</summary>
    public IReadOnlyList<ProbeRecord> Crossed { get; init; } = [];

    /// <summary>Within a network, those that don't reach each other.</summary>
    public IReadOnlyList<ProbeRecord> Unreached { get; init; } = [];

    /// <summary>Within a network, those that do.</summary>
    public IReadOnlyList<ProbeRecord> Together { get; init; } = [];

    /// <summary>Between networks or subnets, those that are kept apart.</summary>
    public IReadOnlyList<ProbeRecord> KeptApart { get; init; } = [];
}
