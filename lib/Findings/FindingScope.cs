using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Findings;

/// <summary>
/// What a finding concerns, typed: what else shows on the same has it for its cause. A list that is empty leaves it open: all of the
/// solution's, or of the host's.
/// </summary>
internal sealed record FindingScope
{
    /// <summary>Addresses of the other hosts.</summary>
    public IReadOnlyList<string> Peers { get; init; } = [];

    /// <summary>Names of the engine's networks.</summary>
    public IReadOnlyList<string> Networks { get; init; } = [];

    /// <summary>Names of containers.</summary>
    public IReadOnlyList<string> Containers { get; init; } = [];

    /// <summary>What containers send each other that is lost, where other protocols cross.</summary>
    public IReadOnlyList<IPProtocol> Protocols { get; init; } = [];

    /// <summary>What the engine's error is about.</summary>
    public IReadOnlyList<EngineErrorKind> Errors { get; init; } = [];

    /// <summary>Whether only packets that are too large for the way are lost.</summary>
    public bool IsOfLargePackets { get; init; }

    /// <summary>Whether it is what keeps the networks' encryption from being in force.</summary>
    public bool IsOfEncryption { get; init; }

    /// <summary>Whether both may be about the same.</summary>
    public bool Meets(FindingScope other) =>
        Meet(Peers, other.Peers)
        && Meet(Networks, other.Networks)
        && Meet(Containers, other.Containers)
        && Meet(Protocols, other.Protocols)
        && Meet(Errors, other.Errors);

    private static bool Meet<T>(IReadOnlyList<T> one, IReadOnlyList<T> other) =>
        one.Count == 0 || other.Count == 0 || one.Any(other.Contains);
}
