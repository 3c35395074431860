namespace NetAudit.Snapshots;

/// <summary>A network that an engine was asked for, or why none was.</summary>
public sealed record NetworkTried : ProbeFinding
{
    /// <inheritdoc />
    public override ProbeFindingKind Kind => ProbeFindingKind.NetworkTried;

    /// <summary>The network; null if none was asked for.</summary>
    public TrialNetwork? Network { get; init; }

    /// <summary>The name it was given; null if none was asked for.</summary>
    public string? Name { get; init; }

    /// <summary>What became of it; null if none was asked for.</summary>
    public TrialAnswer? Answer { get; init; }

    /// <summary>Why none was asked for; null if one was.</summary>
    public TrialObstacle? Obstacle { get; init; }
}

/// <summary>A network to be made.</summary>
public sealed record TrialNetwork
{
    /// <summary>Its part in the trial.</summary>
    public required TrialPart Part { get; init; }

    /// <summary>The driver.</summary>
    public required string Driver { get; init; }

    /// <summary>Whether it has no way out. Some plugins refuse that.</summary>
    public bool Internal { get; init; }

    /// <summary>The subnet, in CIDR form.</summary>
    public required string Subnet { get; init; }

    /// <summary>The host's link that has the subnet, of <see cref="TrialPart.Host"/>.</summary>
    public string? Link { get; init; }
}

/// <summary>A network's part in a trial.</summary>
public enum TrialPart
{
    /// <summary>Its subnet is free: it shows that the engine makes such networks at all.</summary>
    Free,

    /// <summary>It has the subnet of the first network again.</summary>
    Same,

    /// <summary>It has the host's own subnet.</summary>
    Host,
}

/// <summary>What became of a network that an engine was asked for.</summary>
public sealed record TrialAnswer
{
    /// <summary>What became of it.</summary>
    public required TrialAnswerKind Kind { get; init; }

    /// <summary>The HTTP status; null if no answer came.</summary>
    public int? Status { get; init; }

    /// <summary>The engine's own words, or those of the connection; "" for none.</summary>
    public string Message { get; init; } = "";

    /// <summary>The driver that it got; null if it got none.</summary>
    public string? Driver { get; init; }

    /// <summary>The subnets that it got.</summary>
    public IReadOnlyList<string> Subnets { get; init; } = [];

    /// <summary>Its VXLAN network identifier; null if it got none.</summary>
    public string? Vni { get; init; }

    /// <summary>Its gateway; null if it got none.</summary>
    public string? Gateway { get; init; }

    /// <summary>How long it was watched.</summary>
    public TimeSpan After { get; init; }
}

/// <summary>What can become of a network that an engine was asked for.</summary>
public enum TrialAnswerKind
{
    /// <summary>It was made as asked for.</summary>
    Allocated,

    /// <summary>It was taken, and got no driver and no subnet.</summary>
    Unallocated,

    /// <summary>It was made with another driver or subnet.</summary>
    MadeOtherwise,

    /// <summary>It was made, and the engine doesn't show it.</summary>
    NotShown,

    /// <summary>It was taken, and then something else removed it.</summary>
    Gone,

    /// <summary>The engine refused it.</summary>
    Refused,

    /// <summary>The engine failed.</summary>
    EngineFailed,

    /// <summary>No answer came that can be read.</summary>
    NoAnswer,
}

/// <summary>Why no network was asked for.</summary>
public sealed record TrialObstacle
{
    /// <summary>What stood in the way.</summary>
    public required TrialObstacleKind Kind { get; init; }

    /// <summary>
    /// Names that belong to it: the solution's state, the node's role, a driver, networks, a subnet. The kind says which.
    /// </summary>
    public IReadOnlyList<string> Names { get; init; } = [];
}

/// <summary>What can stand in the way of asking for a network.</summary>
public enum TrialObstacleKind
{
    /// <summary>The solution doesn't run here; named is its state.</summary>
    NotRunning,

    /// <summary>The node is no manager of its swarm; named is what it is.</summary>
    NoManager,

    /// <summary>The engine is in no swarm and has no cluster store.</summary>
    NoSwarm,

    /// <summary>Addresses come from a plugin's IPAM; named is its driver.</summary>
    ForeignIpam,

    /// <summary>The solution has no network driver; named are the engine's networks that its containers are on.</summary>
    NoDriver,

    /// <summary>Networks, addresses or routes were not all seen.</summary>
    NotAllSeen,

    /// <summary>No subnet is free.</summary>
    NoFreeSubnet,

    /// <summary>The host has no IPv4 address that fits.</summary>
    NoHostSubnet,

    /// <summary>A network overlaps the host's subnet already; named are the network and the subnet.</summary>
    AlreadyOverlaps,

    /// <summary>A snapshot of format 1 has the reason in words; named are these. Nothing reads them.</summary>
    Told,
}
