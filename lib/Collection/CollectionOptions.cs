namespace NetAudit.Collection;

/// <summary>Bounds of a collection.</summary>
public sealed record CollectionOptions
{
    /// <summary>How long the whole collection may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How many engine calls may be under way at once.</summary>
    public int ThrottleLimit { get; init; } = 8;

    /// <summary>Whether a host that ssh reaches is read as root, by sudo.</summary>
    public bool Sudo { get; init; }

    /// <summary>The system's ssh.</summary>
    internal string SshProgram { get; init; } = "ssh";
}
