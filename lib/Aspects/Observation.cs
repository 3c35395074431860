using NetAudit.Model;

namespace NetAudit.Aspects;

/// <summary>What was seen of an aspect: facts only. Rows have the words.</summary>
internal sealed record Observation
{
    /// <summary>The values, to compare with a cell's; empty if none was seen.</summary>
    public IReadOnlyList<AspectValue> Values { get; init; } = [];

    /// <summary>What contradicts the cell of any edition, whatever its values.</summary>
    public IReadOnlyList<Contradiction> Contradictions { get; init; } = [];

    /// <summary>What the values were taken from, for the words.</summary>
    public required AspectFacts Facts { get; init; }

    /// <summary>What it rests on.</summary>
    public Basis Basis { get; init; }

    /// <summary>What shows it.</summary>
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    /// <summary>How far it settles the aspect's question.</summary>
    public Standing Standing { get; init; }

    /// <summary>Why packets, or what the engine was asked for, settled nothing; null if they did, or none were sent.</summary>
    public Doubt? Doubt { get; init; }

    /// <summary>What is configured, where packets contradict it; null elsewhere.</summary>
    public Observation? Overruled { get; init; }

    /// <summary>Whether anything was seen that a cell can be compared with.</summary>
    public bool IsSeen => Values.Count > 0 || Contradictions.Count > 0;

    /// <summary>Whether nothing of it is in use.</summary>
    public bool IsAbsence => Standing is Standing.Unused or Standing.Impossible;

    /// <summary>Names of the contradictions and values, as rows and expectations write them.</summary>
    public IReadOnlyList<string> Names =>
        [.. Contradictions.Select(contradiction => contradiction.ToString()), .. Values.Select(value => value.Name)];

    /// <summary>An observation that could not be made.</summary>
    public static Observation NotSeen(NotSeenCause cause, IReadOnlyList<Evidence>? evidence = null) =>
        new() { Facts = new NotSeenFacts(cause), Evidence = evidence ?? [] };
}

/// <summary>What the values of an observation were taken from: a kind for each way to observe an aspect.</summary>
internal abstract record AspectFacts;

/// <summary>Nothing was seen.</summary>
/// <param name="Cause">Why not.</param>
internal sealed record NotSeenFacts(NotSeenCause Cause) : AspectFacts;

/// <summary>How far an observation settles the question of its aspect.</summary>
internal enum Standing
{
    /// <summary>It is so.</summary>
    InForce,

    /// <summary>
    /// Nothing of it is in use, which doesn't show that it can't be: NotInUse beside a cell that says what can be, Inconclusive beside
    /// one that says what is.
    /// </summary>
    Unused,

    /// <summary>Nothing of it is in use, and how it is built shows that it can't be: that contradicts or proves a cell.</summary>
    Impossible,

    /// <summary>It was tried and refused: that contradicts also a cell that only says what can be.</summary>
    Refused,

    /// <summary>
    /// It is declared, and not seen to be in force: that contradicts a cell as well as what is in force does, and proves none.
    /// </summary>
    Unproven,
}

/// <summary>What is wrong on a host whatever an edition documents. Rows and expectations write these names.</summary>
internal enum Contradiction
{
    /// <summary>Declared encrypted, and readable on the wire.</summary>
    InClear,

    /// <summary>Declared encrypted, and something that it needs is missing.</summary>
    NotInForce,

    /// <summary>A container isn't reached though its host, or another of its network, is.</summary>
    Unreached,

    /// <summary>No router is on a path where the hosts route.</summary>
    Bridged,

    /// <summary>A router is on a path within one subnet.</summary>
    Routed,

    /// <summary>Packets to the cluster leave by another vNIC than the cluster's.</summary>
    Unused,
}
