namespace NetAudit.Snapshots;

/// <summary>A trial: a network that was requested from an engine, or why none was.</summary>
public sealed record NetworkTried : ProbeFinding
{
    /// <inheritdoc />
    public override ProbeFindingKind Kind => ProbeFindingKind.NetworkTried;

    /// <summary>The network; null if none was requested.</summary>
    public TrialNetwork? Network { get; init; }

    /// <summary>The name it was given; null if none was requested.</summary>
    public string? Name { get; init; }

    /// <summary>The engine's answer; null if none was requested.</summary>
    public TrialAnswer? Answer { get; init; }

    /// <summary>Why none was requested; null if one was.</summary>
    public TrialObstacle? Obstacle { get; init; }
}

/// <summary>The network that a trial requests.</summary>
public sealed record TrialNetwork
{
    /// <summary>Its part in the trial.</summary>
    public required TrialPart Part { get; init; }

    /// <summary>The driver.</summary>
    public required string Driver { get; init; }

    /// <summary>Whether it is internal. Some plugins refuse that.</summary>
    public bool Internal { get; init; }

    /// <summary>The subnet, in CIDR form.</summary>
    public required string Subnet { get; init; }

    /// <summary>The host's link that has the subnet, of <see cref="TrialPart.Host"/>.</summary>
    public string? Link { get; init; }
}

/// <summary>A network's part in a trial.</summary>
public enum TrialPart
{
    /// <summary>A network with a free subnet. It shows that the engine makes such networks at all.</summary>
    Free,

    /// <summary>A network with the subnet of the first one again.</summary>
    Same,

    /// <summary>A network with the host's own subnet.</summary>
    Host,
}

/// <summary>The engine's answer to a trial's request.</summary>
public sealed record TrialAnswer
{
    /// <summary>The kind of answer.</summary>
    public required TrialAnswerKind Kind { get; init; }

    /// <summary>The HTTP status; null if no answer came.</summary>
    public int? Status { get; init; }

    /// <summary>The engine's own words, or those of the connection; "" for none.</summary>
    public string Message { get; init; } = "";

    /// <summary>The driver of the network that was made; null if it has none.</summary>
    public string? Driver { get; init; }

    /// <summary>The subnets of the network that was made.</summary>
    public IReadOnlyList<string> Subnets { get; init; } = [];

    /// <summary>Its VXLAN network identifier; null if it has none.</summary>
    public string? Vni { get; init; }

    /// <summary>Its gateway; null if it has none.</summary>
    public string? Gateway { get; init; }

    /// <summary>How long it was watched.</summary>
    public TimeSpan After { get; init; }
}

/// <summary>What an engine can answer to a trial's request.</summary>
public enum TrialAnswerKind
{
    /// <summary>The network was made as requested.</summary>
    Allocated,

    /// <summary>The request was accepted, but the network got no driver and no subnet.</summary>
    Unallocated,

    /// <summary>The network was made with another driver or subnet.</summary>
    MadeOtherwise,

    /// <summary>The network was made, but the engine doesn't list it.</summary>
    NotShown,

    /// <summary>The request was accepted, and then something else removed the network.</summary>
    Gone,

    /// <summary>The engine refused it.</summary>
    Refused,

    /// <summary>The engine failed.</summary>
    EngineFailed,

    /// <summary>No readable answer came.</summary>
    NoAnswer,
}

/// <summary>Why no network was requested.</summary>
public sealed record TrialObstacle
{
    /// <summary>The kind of obstacle.</summary>
    public required TrialObstacleKind Kind { get; init; }

    /// <summary>
    /// Names that belong to the obstacle: the solution's state, the node's role, a driver, networks, a subnet. The kind says which.
    /// </summary>
    public IReadOnlyList<string> Names { get; init; } = [];
}

/// <summary>What can prevent a trial.</summary>
public enum TrialObstacleKind
{
    /// <summary>The solution doesn't run here. Its state is named.</summary>
    NotRunning,

    /// <summary>The node isn't a manager of its swarm. Its role is named.</summary>
    NoManager,

    /// <summary>The engine is in no swarm and has no cluster store.</summary>
    NoSwarm,

    /// <summary>Addresses come from a plugin's IPAM. Its driver is named.</summary>
    ForeignIpam,

    /// <summary>The solution has no network driver. The engine's networks that its containers use are named.</summary>
    NoDriver,

    /// <summary>Networks, addresses or routes were not all seen.</summary>
    NotAllSeen,

    /// <summary>No subnet is free.</summary>
    NoFreeSubnet,

    /// <summary>The host has no IPv4 address that fits.</summary>
    NoHostSubnet,

    /// <summary>A network already overlaps the host's subnet. The network and the subnet are named.</summary>
    AlreadyOverlaps,

    /// <summary>A snapshot of format 1 has the reason in words only. They are kept as a name; nothing reads them.</summary>
    Told,
}
