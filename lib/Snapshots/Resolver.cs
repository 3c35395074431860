namespace NetAudit.Snapshots;

/// <summary>A resolv.conf.</summary>
public sealed record Resolver
{
    /// <summary>Name servers, in order.</summary>
    public IReadOnlyList<string> NameServers { get; init; } = [];

    /// <summary>Search domains, in order.</summary>
    public IReadOnlyList<string> Search { get; init; } = [];

    /// <summary>Options: "ndots:0".</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>
    /// The servers that the engine's own server forwards to. Engines from 26 write them into the file; null if it lacks them.
    /// </summary>
    public IReadOnlyList<string>? Upstream { get; init; }
}
