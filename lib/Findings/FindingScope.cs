using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Findings;

/// <summary>
/// What a finding concerns, as typed lists, so that its symptoms can be matched to it. An empty list means all of the solution's, or all of
/// the host's.
/// </summary>
internal sealed record FindingScope
{
    /// <summary>Addresses of the other hosts.</summary>
    public IReadOnlyList<string> Peers { get; init; } = [];

    /// <summary>Names of the engine's networks.</summary>
    public IReadOnlyList<string> Networks { get; init; } = [];

    /// <summary>Names of containers.</summary>
    public IReadOnlyList<string> Containers { get; init; } = [];

    /// <summary>The protocols that are lost between containers, if others cross.</summary>
    public IReadOnlyList<IPProtocol> Protocols { get; init; } = [];

    /// <summary>The kinds of engine errors that it causes.</summary>
    public IReadOnlyList<EngineErrorKind> Errors { get; init; } = [];

    /// <summary>Whether only packets too large for the path are lost.</summary>
    public bool IsOfLargePackets { get; init; }

    /// <summary>Whether it is the reason that the networks' encryption isn't in force.</summary>
    public bool IsOfEncryption { get; init; }

    /// <summary>Whether both may be about the same networks, hosts and containers.</summary>
    public bool Meets(FindingScope other) =>
        Meet(Peers, other.Peers)
        && Meet(Networks, other.Networks)
        && Meet(Containers, other.Containers)
        && Meet(Protocols, other.Protocols)
        && Meet(Errors, other.Errors);

    private static bool Meet<T>(IReadOnlyList<T> one, IReadOnlyList<T> other) =>
        one.Count == 0 || other.Count == 0 || one.Any(other.Contains);
}
