using NetAudit.Model;

namespace NetAudit.Aspects;

/// <summary>What was seen of an aspect: facts only. The rows put them into words.</summary>
internal sealed record Observation
{
    /// <summary>The values, to compare with a cell's; empty if none was seen.</summary>
    public IReadOnlyList<AspectValue> Values { get; init; } = [];

    /// <summary>What contradicts the cell of any edition, whatever its values.</summary>
    public IReadOnlyList<Contradiction> Contradictions { get; init; } = [];

    /// <summary>The facts from which the values were taken, for the rows' words.</summary>
    public required AspectFacts Facts { get; init; }

    /// <summary>What it rests on.</summary>
    public Basis Basis { get; init; }

    /// <summary>What shows it.</summary>
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    /// <summary>How far it answers the aspect's question.</summary>
    public Standing Standing { get; init; }

    /// <summary>Why packets, or networks that the engine was asked for, confirmed nothing; null if they did, or none were sent.</summary>
    public Doubt? Doubt { get; init; }

    /// <summary>The configured state that packets contradict; null if they don't.</summary>
    public Observation? Overruled { get; init; }

    /// <summary>Whether anything was seen that a cell can be compared with.</summary>
    public bool IsSeen => Values.Count > 0 || Contradictions.Count > 0;

    /// <summary>Whether nothing of the aspect is in use.</summary>
    public bool IsAbsence => Standing is Standing.Unused or Standing.Impossible;

    /// <summary>Names of the contradictions and values, as rows and expectations write them.</summary>
    public IReadOnlyList<string> Names =>
        [.. Contradictions.Select(contradiction => contradiction.ToString()), .. Values.Select(value => value.Name)];

    /// <summary>An observation that could not be made.</summary>
    public static Observation NotSeen(NotSeenCause cause, IReadOnlyList<Evidence>? evidence = null) =>
        new() { Facts = new NotSeenFacts(cause), Evidence = evidence ?? [] };
}

/// <summary>The facts from which an observation's values were taken: one type per source.</summary>
internal abstract record AspectFacts;

/// <summary>Nothing was seen.</summary>
/// <param name="Cause">Why nothing was seen.</param>
internal sealed record NotSeenFacts(NotSeenCause Cause) : AspectFacts;

/// <summary>How far an observation answers its aspect's question.</summary>
internal enum Standing
{
    /// <summary>The values are in force.</summary>
    InForce,

    /// <summary>
    /// Nothing of the aspect is in use, which doesn't show that it can't be. The row's status is NotInUse if the cell says what is
    /// possible, and Inconclusive if it says what is.
    /// </summary>
    Unused,

    /// <summary>Nothing of the aspect is in use, and its design shows that it can't be: that contradicts or proves a cell.</summary>
    Impossible,

    /// <summary>It was tried and refused: that also contradicts a cell that only says what is possible.</summary>
    Refused,

    /// <summary>It is declared and was not seen in force: it contradicts a cell like a value in force, and proves none.</summary>
    Unproven,
}

/// <summary>Faults that contradict the cell of every edition. Rows and expectations write these names.</summary>
internal enum Contradiction
{
    /// <summary>Declared encrypted, and readable on the wire.</summary>
    InClear,

    /// <summary>Declared encrypted, and something that it needs is missing.</summary>
    NotInForce,

    /// <summary>A container isn't reached although its host, or another container of its network, is.</summary>
    Unreached,

    /// <summary>No router is on a path between hosts that route.</summary>
    Bridged,

    /// <summary>A router is on a path within one subnet.</summary>
    Routed,

    /// <summary>Packets to the cluster leave by another vNIC than the cluster's.</summary>
    Unused,
}
