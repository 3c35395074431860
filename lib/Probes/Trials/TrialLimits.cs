namespace NetAudit.Probes.Trials;

/// <summary>How long a trial of networks waits.</summary>
internal sealed record TrialLimits
{
    /// <summary>For the answer to a creation. A plugin that doesn't answer takes engines 15 s to notice.</summary>
    public TimeSpan Answer { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>For the answer to a creation after the run was stopped.</summary>
    public TimeSpan AnswerWhenStopped { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>For the removal of a trial's networks.</summary>
    public TimeSpan Removal { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Between two looks.</summary>
    public TimeSpan Between { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>For the first network, whose subnet is free, to get its driver and subnet.</summary>
    public TimeSpan Allocation { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How much longer than the first the second is given.</summary>
    public int Deadline { get; init; } = 10;

    /// <summary>How long a run that was stopped needs at most to clean up.</summary>
    public TimeSpan CleanUp => AnswerWhenStopped + Removal;
}
