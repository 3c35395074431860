using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Aspects;

/// <summary>The solution has a name server of its own.</summary>
/// <param name="Server">The server.</param>
/// <param name="AskedBy">Containers whose resolv.conf leads to it.</param>
/// <param name="IsSearched">Whether containers search its domain.</param>
internal sealed record OwnNameServerFacts(NameServer Server, IReadOnlyList<Container> AskedBy, bool IsSearched) : AspectFacts
{
    /// <summary>Containers whose resolv.conf leads to the engine's server, which forwards their questions to the solution's.</summary>
    public IReadOnlyList<Container> ThroughEngine { get; init; } = [];

    /// <summary>Containers that ask other servers.</summary>
    public IReadOnlyList<Container> Others { get; init; } = [];

    /// <summary>Containers whose resolv.conf was not seen.</summary>
    public IReadOnlyList<Container> NotSeen { get; init; } = [];
}

/// <summary>Containers ask the engine's own server.</summary>
/// <param name="Address">The server's address.</param>
/// <param name="AskedBy">The containers.</param>
internal sealed record EngineNameServerFacts(string Address, IReadOnlyList<Container> AskedBy) : AspectFacts
{
    /// <summary>The networks for which the server has names, by container. It answers within each network.</summary>
    public required ILookup<string, string> Networks { get; init; }

    /// <summary>Whether it is podman's server, which listens at a network's gateway.</summary>
    public bool IsPodmans { get; init; }
}

/// <summary>The engine lists names for its server. Which server containers ask was not seen.</summary>
/// <param name="Address">The server's address.</param>
/// <param name="Endpoints">The endpoints that have names.</param>
internal sealed record DeclaredNameFacts(string Address, IReadOnlyList<ContainerEndpoint> Endpoints) : AspectFacts;

/// <summary>Containers ask servers that know no container.</summary>
/// <param name="AskedBy">The containers.</param>
/// <param name="Servers">The servers' addresses.</param>
/// <param name="IsOwnOff">Whether the solution has a server that is switched off.</param>
internal sealed record ForeignNameServerFacts(IReadOnlyList<Container> AskedBy, IReadOnlyList<string> Servers, bool IsOwnOff) : AspectFacts
{
    /// <summary>Containers that ask the engine's server because of another network. They show nothing of this solution.</summary>
    public IReadOnlyList<Container> NotCounted { get; init; } = [];
}

/// <summary>What name servers answered: one record per container that asked.</summary>
internal sealed record NameAnswerFacts : AspectFacts
{
    /// <summary>Names that led to the neighbour.</summary>
    public required IReadOnlyList<ProbeRecord> Resolved { get; init; }

    /// <summary>Names that didn't, though a server answered.</summary>
    public required IReadOnlyList<ProbeRecord> Unresolved { get; init; }

    /// <summary>Questions that no server answered.</summary>
    public required IReadOnlyList<ProbeRecord> Unanswered { get; init; }

    /// <summary>A name that must not exist and got an answer; null if there was none.</summary>
    public ProbeRecord? MadeUp { get; init; }
}
