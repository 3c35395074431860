namespace NetAudit.Fleet;

/// <summary>Options for reading a swarm's nodes by a job on each of them.</summary>
public sealed record SwarmCollectionOptions
{
    /// <summary>The job's image: one with sh, awk, sed, tar, gzip, base64, ip and curl, that the nodes have or can pull.</summary>
    public required string Image { get; init; }

    /// <summary>The time limit for a node, including the image's pull.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How many nodes' bundles are fetched at once.</summary>
    public int ThrottleLimit { get; init; } = 8;
}
