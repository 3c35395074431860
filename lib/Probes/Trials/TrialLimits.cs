namespace NetAudit.Probes.Trials;

/// <summary>The time limits of a trial.</summary>
internal sealed record TrialLimits
{
    /// <summary>The limit for the answer to a creation. Engines wait 15 s for a plugin that doesn't answer.</summary>
    public TimeSpan Answer { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The limit for the answer to a creation after the run was cancelled.</summary>
    public TimeSpan AnswerWhenStopped { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The limit for removing a trial's networks.</summary>
    public TimeSpan Removal { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The time between two checks.</summary>
    public TimeSpan Between { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The limit for the first network, whose subnet is free, to get its driver and subnet.</summary>
    public TimeSpan Allocation { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The factor by which the second network's limit exceeds the time that the first one took.</summary>
    public int Deadline { get; init; } = 10;

    /// <summary>The longest time that a cancelled run needs to clean up.</summary>
    public TimeSpan CleanUp => AnswerWhenStopped + Removal;
}
