namespace NetAudit.Collection;

/// <summary>Limits and settings of a collection.</summary>
public sealed record CollectionOptions
{
    /// <summary>How long the whole collection may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How many engine calls may run at once.</summary>
    public int ThrottleLimit { get; init; } = 8;

    /// <summary>Whether a host reached over ssh is read as root, by sudo.</summary>
    public bool Sudo { get; init; }

    /// <summary>The path or name of the ssh program.</summary>
    internal string SshProgram { get; init; } = "ssh";
}
