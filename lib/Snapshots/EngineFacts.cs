namespace NetAudit.Snapshots;

/// <summary>What an engine says of itself: GET /version, /info, /plugins, and in a swarm /nodes and /services.</summary>
public sealed record EngineFacts
{
    /// <summary>The first component's name: "Engine", "Podman Engine".</summary>
    public string? Component { get; init; }

    /// <summary>The engine's version: "28.5.2".</summary>
    public string? Version { get; init; }

    /// <summary>The newest API version it speaks: "1.51".</summary>
    public string? ApiVersion { get; init; }

    /// <summary>The oldest API version it speaks: "1.24".</summary>
    public string? MinApiVersion { get; init; }

    /// <summary>The host's name.</summary>
    public string? HostName { get; init; }

    /// <summary>"linux" or "windows".</summary>
    public string? OsType { get; init; }

    /// <summary>The distribution's name.</summary>
    public string? OperatingSystem { get; init; }

    /// <summary>The kernel's version.</summary>
    public string? KernelVersion { get; init; }

    /// <summary>Network drivers known to the engine (Plugins.Network): built-in ones and legacy plugins.</summary>
    public IReadOnlyList<string> NetworkDrivers { get; init; } = [];

    /// <summary>The external key-value store (up to 20.10): "etcd://10.0.0.1:2379", without credentials.</summary>
    public string? ClusterStore { get; init; }

    /// <summary>What the engine advertises in that store.</summary>
    public string? ClusterAdvertise { get; init; }

    /// <summary>The firewall backend (API 1.49 and later): "iptables", "nftables".</summary>
    public string? FirewallBackend { get; init; }

    /// <summary>Security options: "name=seccomp,profile=default", "name=rootless".</summary>
    public IReadOnlyList<string> SecurityOptions { get; init; } = [];

    /// <summary>The engine's own warnings.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The node's state in a swarm, or null where the engine knows no swarm.</summary>
    public SwarmState? Swarm { get; init; }

    /// <summary>Managed plugins. Legacy ones are in <see cref="NetworkDrivers"/> only. Null: not answered.</summary>
    public IReadOnlyList<ManagedPlugin>? Plugins { get; init; }

    /// <summary>The swarm's nodes, on a manager; else null.</summary>
    public IReadOnlyList<SwarmNode>? Nodes { get; init; }

    /// <summary>The swarm's services, on a manager; else null.</summary>
    public IReadOnlyList<SwarmService>? Services { get; init; }
}

/// <summary>A node's state in a swarm, from /info.</summary>
public sealed record SwarmState
{
    /// <summary>This node's id.</summary>
    public string? NodeId { get; init; }

    /// <summary>This node's address towards the others.</summary>
    public string? NodeAddress { get; init; }

    /// <summary>"active", "inactive", "pending", "error", "locked".</summary>
    public string? LocalNodeState { get; init; }

    /// <summary>Whether this node is a manager that can be asked.</summary>
    public bool ControlAvailable { get; init; }

    /// <summary>The error the node is in.</summary>
    public string? Error { get; init; }

    /// <summary>The managers' addresses.</summary>
    public IReadOnlyList<string> RemoteManagers { get; init; } = [];

    /// <summary>The UDP port of VXLAN, told by managers only.</summary>
    public int? DataPathPort { get; init; }
}

/// <summary>A managed plugin.</summary>
public sealed record ManagedPlugin
{
    /// <summary>Its name with tag: "weaveworks/net-plugin:latest_release".</summary>
    public required string Name { get; init; }

    /// <summary>Whether it is enabled.</summary>
    public bool Enabled { get; init; }

    /// <summary>Its interface types: "docker.networkdriver/1.0".</summary>
    public IReadOnlyList<string> InterfaceTypes { get; init; } = [];

    /// <summary>Its settings; values other than of harmless ones are withheld.</summary>
    public IReadOnlyList<EnvironmentVariable> Environment { get; init; } = [];
}

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

    /// <summary>Its address.</summary>
    public string? Address { get; init; }
}

/// <summary>A service of the swarm.</summary>
public sealed record SwarmService
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Ids of the networks it has a virtual IP on.</summary>
    public IReadOnlyList<string> NetworkIds { get; init; } = [];
}
