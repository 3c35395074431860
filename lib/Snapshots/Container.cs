namespace NetAudit.Snapshots;

/// <summary>A container. Members that only inspect has are null if it was not inspected.</summary>
public sealed record Container
{
    /// <summary>The full id.</summary>
    public required string Id { get; init; }

    /// <summary>The name, without the slash before it. Untrusted text.</summary>
    public required string Name { get; init; }

    /// <summary>The image as it was named when the container was made.</summary>
    public string? Image { get; init; }

    /// <summary>"created", "running", "paused", "restarting", "exited", "dead".</summary>
    public string? State { get; init; }

    /// <summary>The program it runs, without arguments.</summary>
    public string? Path { get; init; }

    /// <summary>
    /// The network mode: "default", "bridge", "host", "none", a network's name, "container:ID". Null if the engine withholds it.
    /// </summary>
    public string? NetworkMode { get; init; }

    /// <summary>Labels that show what made it (orchestrators, Weave). Others are left out.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Destinations of its mounts.</summary>
    public IReadOnlyList<string> Mounts { get; init; } = [];

    /// <summary>Its endpoints, one per network.</summary>
    public IReadOnlyList<ContainerEndpoint> Endpoints { get; init; } = [];

    /// <summary>Inspect: the process id on the host; 0 when it doesn't run.</summary>
    public int? Pid { get; init; }

    /// <summary>Inspect: the host name.</summary>
    public string? HostName { get; init; }

    /// <summary>Inspect: the domain name.</summary>
    public string? DomainName { get; init; }

    /// <summary>Inspect: its runtime: "runc", "runsc".</summary>
    public string? Runtime { get; init; }

    /// <summary>Inspect: whether it is privileged.</summary>
    public bool? Privileged { get; init; }

    /// <summary>Inspect: the file of its network namespace.</summary>
    public string? SandboxKey { get; init; }

    /// <summary>Inspect: environment variables. Only values of harmless ones are kept.</summary>
    public IReadOnlyList<EnvironmentVariable>? Environment { get; init; }

    /// <summary>Inspect: why it could not be started, or ended, in the engine's words; null if the engine says nothing.</summary>
    public string? Error { get; init; }

    /// <summary>What that error is about; null if there is none, or it was not read.</summary>
    public EngineErrorKind? ErrorKind { get; init; }

    /// <summary>Inspect: the exit code of its last run; 0 while it runs.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Inspect: "healthy", "unhealthy", "starting"; null if it has no health check.</summary>
    public string? Health { get; init; }

    /// <summary>Its ports that are published on the host now; null if the engine doesn't report it.</summary>
    public IReadOnlyList<PublishedPort>? Ports { get; init; }

    /// <summary>Inspect: the ports to publish when it runs.</summary>
    public IReadOnlyList<PublishedPort>? PortBindings { get; init; }

    /// <summary>Inspect: the name servers given to it (<c>--dns</c>). Empty: none, so it asks the host's servers.</summary>
    public IReadOnlyList<string>? DnsServers { get; init; }

    /// <summary>The resolv.conf inside it.</summary>
    public Resolver? Resolver { get; init; }

    /// <summary>Whether it has a process, and so a network namespace: running, paused or restarting.</summary>
    [Newtonsoft.Json.JsonIgnore]
    public bool IsRunning => State is "running" or "paused";

    /// <summary>
    /// The id of the container whose sandbox it shares, if only the sandbox's key shows it (as with podman); otherwise null.
    /// </summary>
    public string? SandboxOf { get; init; }

    /// <summary>The id of the container whose network namespace it uses (<c>container:ID</c>), or null.</summary>
    [Newtonsoft.Json.JsonIgnore]
    public string? SharesNamespaceOf =>
        NetworkMode?.StartsWith("container:", StringComparison.Ordinal) == true ? NetworkMode["container:".Length..] : SandboxOf;
}

/// <summary>A container's endpoint on a network, from the container list or inspect.</summary>
public sealed record ContainerEndpoint
{
    /// <summary>The network's name.</summary>
    public required string NetworkName { get; init; }

    /// <summary>The network's id; "" before the container was first started.</summary>
    public string NetworkId { get; init; } = "";

    /// <summary>The endpoint's id; "" when the container doesn't run.</summary>
    public string EndpointId { get; init; } = "";

    /// <summary>The MAC address, or "".</summary>
    public string MacAddress { get; init; } = "";

    /// <summary>The IPv4 address without prefix length, or "".</summary>
    public string IPv4Address { get; init; } = "";

    /// <summary>The IPv4 prefix length in bits.</summary>
    public int IPv4PrefixLength { get; init; }

    /// <summary>The IPv4 gateway, or "".</summary>
    public string IPv4Gateway { get; init; } = "";

    /// <summary>The IPv6 address without prefix length, or "".</summary>
    public string IPv6Address { get; init; } = "";

    /// <summary>The IPv6 prefix length in bits.</summary>
    public int IPv6PrefixLength { get; init; }

    /// <summary>The IPv6 gateway, or "".</summary>
    public string IPv6Gateway { get; init; } = "";

    /// <summary>Names it is known by on the network (Aliases and DNSNames joined).</summary>
    public IReadOnlyList<string> Names { get; init; } = [];
}

/// <summary>A port of a container on the host.</summary>
public sealed record PublishedPort
{
    /// <summary>"tcp", "udp", "sctp".</summary>
    public required string Protocol { get; init; }

    /// <summary>The port inside the container.</summary>
    public required int ContainerPort { get; init; }

    /// <summary>The address on the host: "0.0.0.0", "::", one of its own; "" for a binding that names none.</summary>
    public string HostAddress { get; init; } = "";

    /// <summary>The port on the host; null for a binding that leaves it to the engine.</summary>
    public int? HostPort { get; init; }
}

/// <summary>An environment variable, with its value if that is harmless.</summary>
public sealed record EnvironmentVariable
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The value; null: withheld; "": it has none ("NAME=", or "NAME" alone, which the engine leaves unset).</summary>
    public string? Value { get; init; }
}
