namespace NetAudit.Fleet;

/// <summary>How a swarm's nodes are read by a job on each of them.</summary>
public sealed record SwarmCollectionOptions
{
    /// <summary>The job's image: one with sh, awk, sed, tar, gzip, base64, ip and curl, that the nodes have or can pull.</summary>
    public required string Image { get; init; }

    /// <summary>How long a node may take, the image's pull included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How many nodes' bundles are fetched at once.</summary>
    public int ThrottleLimit { get; init; } = 8;
}
