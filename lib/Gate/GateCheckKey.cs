namespace NetAudit.Gate;

/// <summary>
/// A single check on a host. Its name is the same on every run, whatever the outcome and wherever its entry stands in the file.
/// </summary>
internal sealed record GateCheckKey
{
    /// <summary>The host's name.</summary>
    public required string Host { get; init; }

    /// <summary>The gate's rule, or the host finding's.</summary>
    public required string Rule { get; init; }

    /// <summary>The check's name: "Weave NameService values", "DockerOverlay network ov1 encrypted".</summary>
    public required string Name { get; init; }

    /// <summary>The solution's id; "" if it concerns none.</summary>
    public string Solution { get; init; } = "";

    /// <summary>The line of the expectation file that states it.</summary>
    public int Line { get; init; } = 1;

    /// <summary>Why it could not be checked, if that doesn't count; else null.</summary>
    public string? NotLooked { get; init; }
}
