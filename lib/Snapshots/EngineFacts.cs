namespace NetAudit.Snapshots;

/// <summary>What an engine reports about itself: GET /version, /info, /plugins, and in a swarm /nodes and /services.</summary>
public sealed record EngineFacts
{
    /// <summary>The engine's id. Only a cloned machine's engine has the same; null if it doesn't report it.</summary>
    public string? Id { get; init; }

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

    /// <summary>The host's net.ipv4.ip_forward as the engine reports it; null if it doesn't.</summary>
    public bool? IPv4Forwarding { get; init; }

    /// <summary>Whether bridged IPv4 packets pass iptables, as engines up to 28 report it; null if the engine doesn't.</summary>
    public bool? BridgeNfIptables { get; init; }

    /// <summary>
    /// The address pools set for local networks; null: none are set, so the built-in ones count, or the engine doesn't report them.
    /// </summary>
    public IReadOnlyList<AddressPool>? DefaultAddressPools { get; init; }

    /// <summary>The runtime of containers that don't name one: "runc".</summary>
    public string? DefaultRuntime { get; init; }

    /// <summary>Security options: "name=seccomp,profile=default", "name=rootless".</summary>
    public IReadOnlyList<string> SecurityOptions { get; init; } = [];

    /// <summary>The engine's own warnings.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The node's state in a swarm, or null if the engine knows no swarm.</summary>
    public SwarmState? Swarm { get; init; }

    /// <summary>Managed plugins. Legacy ones are in <see cref="NetworkDrivers"/> only. Null: not answered.</summary>
    public IReadOnlyList<ManagedPlugin>? Plugins { get; init; }

    /// <summary>The swarm's nodes, on a manager; else null.</summary>
    public IReadOnlyList<SwarmNode>? Nodes { get; init; }

    /// <summary>
    /// Why a manager refused to list the nodes, in the engine's words ("The swarm does not have a leader ..."); null if it listed them.
    /// </summary>
    public string? NodesRefusal { get; init; }

    /// <summary>What that refusal is about; null if there is none, or it was not read.</summary>
    public EngineErrorKind? NodesRefusalKind { get; init; }

    /// <summary>The swarm's services, on a manager; else null.</summary>
    public IReadOnlyList<SwarmService>? Services { get; init; }

    /// <summary>The swarm's tasks, ended ones too, on a manager; else null.</summary>
    public IReadOnlyList<SwarmTask>? Tasks { get; init; }
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

    /// <summary>What that error is about; null if there is none, or it was not read.</summary>
    public EngineErrorKind? ErrorKind { get; init; }

    /// <summary>The managers' addresses.</summary>
    public IReadOnlyList<string> RemoteManagers { get; init; } = [];

    /// <summary>
    /// The address or link given for overlay traffic (--data-path-addr); null: none was given, or the file with it was not seen.
    /// </summary>
    public string? DataPathAddress { get; init; }

    /// <summary>The UDP port of VXLAN. Only managers report it.</summary>
    public int? DataPathPort { get; init; }

    /// <summary>
    /// The address pools of the swarm's networks, in CIDR form. Only managers report them; null: 10.0.0.0/8, or not known.
    /// </summary>
    public IReadOnlyList<string>? DefaultAddressPools { get; init; }

    /// <summary>The prefix length of subnets from these pools; null: 24, or not known.</summary>
    public int? SubnetSize { get; init; }
}

/// <summary>An address pool, from which networks get their subnets.</summary>
/// <param name="Base">The pool in CIDR form.</param>
/// <param name="Size">The prefix length of each subnet.</param>
public sealed record AddressPool(string Base, int Size);

/// <summary>A managed plugin.</summary>
public sealed record ManagedPlugin
{
    /// <summary>Its name with tag: "weaveworks/net-plugin:latest_release".</summary>
    public required string Name { get; init; }

    /// <summary>Whether it is enabled.</summary>
    public bool Enabled { get; init; }

    /// <summary>Its interface types: "docker.networkdriver/1.0".</summary>
    public IReadOnlyList<string> InterfaceTypes { get; init; } = [];

    /// <summary>Its settings. Only values of harmless ones are kept.</summary>
    public IReadOnlyList<EnvironmentVariable> Environment { get; init; } = [];
}
