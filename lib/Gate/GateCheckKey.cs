namespace NetAudit.Gate;

/// <summary>
/// A single check on a host. Its name is the same on every run, whether it passes or not, wherever its entry stands in the file.
/// </summary>
internal sealed record GateCheckKey
{
    /// <summary>The host's name.</summary>
    public required string Host { get; init; }

    /// <summary>The gate's rule, or the finding's.</summary>
    public required string Rule { get; init; }

    /// <summary>What is checked: "Weave NameService values", "DockerOverlay network ov1 encrypted".</summary>
    public required string Name { get; init; }

    /// <summary>The solution's id; "" if it is about none.</summary>
    public string Solution { get; init; } = "";

    /// <summary>The line of the expectation file that wants it.</summary>
    public int Line { get; init; } = 1;

    /// <summary>Why it could not be checked, where that counts for nothing; else null.</summary>
    public string? NotLooked { get; init; }
}
