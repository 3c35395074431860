namespace NetAudit.Snapshots;

/// <summary>A node of the swarm, as a manager sees it.</summary>
public sealed record SwarmNode
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its host name.</summary>
    public string? HostName { get; init; }

    /// <summary>"manager" or "worker".</summary>
    public string? Role { get; init; }

    /// <summary>"ready", "down", "unknown", "disconnected".</summary>
    public string? State { get; init; }

    /// <summary>Why it is in that state: "heartbeat failure"; null if the manager says nothing.</summary>
    public string? StatusMessage { get; init; }

    /// <summary>Its address.</summary>
    public string? Address { get; init; }

    /// <summary>"active", "pause", "drain".</summary>
    public string? Availability { get; init; }

    /// <summary>The version of its engine.</summary>
    public string? EngineVersion { get; init; }

    /// <summary>Its part among the managers; null for a worker.</summary>
    public SwarmManager? Manager { get; init; }
}

/// <summary>A node's part among the managers.</summary>
/// <param name="Leader">Whether it leads.</param>
/// <param name="Reachability">"reachable", "unreachable", "unknown"; null if it isn't known.</param>
/// <param name="Address">Its address and port, as the other managers use it.</param>
public sealed record SwarmManager(bool Leader, string? Reachability, string? Address);

/// <summary>A service of the swarm.</summary>
public sealed record SwarmService
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Ids of the networks it has a virtual IP on.</summary>
    public IReadOnlyList<string> NetworkIds { get; init; } = [];

    /// <summary>Its virtual addresses, one per network.</summary>
    public IReadOnlyList<SwarmAddress> VirtualAddresses { get; init; } = [];

    /// <summary>Its published ports, as the manager allocated them.</summary>
    public IReadOnlyList<SwarmPort> Ports { get; init; } = [];

    /// <summary>How it is reached by its name: "vip", "dnsrr"; null if it isn't known.</summary>
    public string? EndpointMode { get; init; }
}

/// <summary>An address on a network of the swarm.</summary>
/// <param name="NetworkId">The network.</param>
/// <param name="Address">The address with prefix length; "" if none was allocated.</param>
public sealed record SwarmAddress(string NetworkId, string Address);

/// <summary>A published port of a service.</summary>
public sealed record SwarmPort
{
    /// <summary>"tcp", "udp", "sctp".</summary>
    public required string Protocol { get; init; }

    /// <summary>The port inside its containers.</summary>
    public required int TargetPort { get; init; }

    /// <summary>The port on the hosts; null if none was allocated.</summary>
    public int? PublishedPort { get; init; }

    /// <summary>"ingress": on each host, through the routing mesh; "host": only on hosts that run its containers.</summary>
    public string Mode { get; init; } = "ingress";
}

/// <summary>A task of the swarm: one try to run a container of a service.</summary>
public sealed record SwarmTask
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>The service's id; null for an attached container.</summary>
    public string? ServiceId { get; init; }

    /// <summary>The node's id; null if it isn't placed yet.</summary>
    public string? NodeId { get; init; }

    /// <summary>Which of the service's replicas it is; null for a global service's.</summary>
    public int? Slot { get; init; }

    /// <summary>"running", "rejected", "failed", "pending", "shutdown" …</summary>
    public string? State { get; init; }

    /// <summary>What the swarm wants it to be: "running", "shutdown".</summary>
    public string? DesiredState { get; init; }

    /// <summary>Why it failed or was rejected, in the engine's words; null if it did not.</summary>
    public string? Error { get; init; }

    /// <summary>What that error is about; null if there is none, or it was not read.</summary>
    public EngineErrorKind? ErrorKind { get; init; }

    /// <summary>The container on its node; null if none was made.</summary>
    public string? ContainerId { get; init; }

    /// <summary>Its addresses, one or more per network.</summary>
    public IReadOnlyList<SwarmAddress> Addresses { get; init; } = [];
}
