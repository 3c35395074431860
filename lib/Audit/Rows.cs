namespace NetAudit.Audit;

/// <summary>A row of the audit: one host, one solution found on it, one aspect.</summary>
public sealed record OverlayFeature
{
    /// <summary>The host's name.</summary>
    public required string Host { get; init; }

    /// <summary>The solution.</summary>
    public required string Solution { get; init; }

    /// <summary>The aspect's id.</summary>
    public required string Aspect { get; init; }

    /// <summary>The edition it is compared with.</summary>
    public required string Edition { get; init; }

    /// <summary>The cell's text, word for word.</summary>
    public required string Documented { get; init; }

    /// <summary>What was seen: the normalised value, then words.</summary>
    public required string Observed { get; init; }

    /// <summary>The comparison's outcome, a name of <see cref="FeatureStatus"/>.</summary>
    public required string Status { get; init; }

    /// <summary>What it rests on, a name of <see cref="Audit.Basis"/>.</summary>
    public required string Basis { get; init; }

    /// <summary>What shows it, as "source: fact".</summary>
    public required IReadOnlyList<string> Evidence { get; init; }

    /// <summary>Why the status is what it is.</summary>
    public required string Reason { get; init; }

    /// <summary>What to do about it, or what would settle it; "" for nothing.</summary>
    public required string Recommendation { get; init; }

    /// <summary>When the facts were collected, UTC.</summary>
    public required DateTime CollectedAt { get; init; }
}

/// <summary>A solution found on a host.</summary>
public sealed record OverlaySolution
{
    /// <summary>The host's name.</summary>
    public required string Host { get; init; }

    /// <summary>The solution.</summary>
    public required string Name { get; init; }

    /// <summary>Its backend, or null where it can't be told.</summary>
    public required string? Backend { get; init; }

    /// <summary>Its version, or null.</summary>
    public required string? Version { get; init; }

    /// <summary>Its state, a name of <see cref="SolutionState"/>.</summary>
    public required string State { get; init; }

    /// <summary>How sure that is, a name of <see cref="Audit.Confidence"/>.</summary>
    public required string Confidence { get; init; }

    /// <summary>Names of the engine's networks that belong to it.</summary>
    public required IReadOnlyList<string> Networks { get; init; }

    /// <summary>What keeps it from working as it should, each with its evidence.</summary>
    public required IReadOnlyList<string> Findings { get; init; }

    /// <summary>What it was recognised by, as "source: fact".</summary>
    public required IReadOnlyList<string> Evidence { get; init; }
}

/// <summary>A network of a host's engine.</summary>
public sealed record OverlayNetwork
{
    /// <summary>The host's name.</summary>
    public required string Host { get; init; }

    /// <summary>The network's name.</summary>
    public required string Name { get; init; }

    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its driver; "" where the engine could not allocate it.</summary>
    public required string Driver { get; init; }

    /// <summary>"local", "global" or "swarm".</summary>
    public required string Scope { get; init; }

    /// <summary>The solution it belongs to, or null.</summary>
    public required string? Solution { get; init; }

    /// <summary>Its subnets in CIDR form.</summary>
    public required IReadOnlyList<string> Subnets { get; init; }

    /// <summary>Its gateways.</summary>
    public required IReadOnlyList<string> Gateways { get; init; }

    /// <summary>MTU in bytes: the kernel's where seen, else the option's; null where neither is.</summary>
    public required int? Mtu { get; init; }

    /// <summary>VXLAN network identifiers, in the kernel where seen, else as declared.</summary>
    public required IReadOnlyList<int> Vni { get; init; }

    /// <summary>"No", "IPsec (declared)", "IPsec (ESP states in the kernel)".</summary>
    public required string Encryption { get; init; }

    /// <summary>Addresses of other hosts that take part.</summary>
    public required IReadOnlyList<string> Peers { get; init; }

    /// <summary>How many containers of this host are on it; null where it was not seen.</summary>
    public required int? EndpointCount { get; init; }

    /// <summary>"internal", "attachable", "ingress", "config-only", "not allocated".</summary>
    public required IReadOnlyList<string> Flags { get; init; }
}

/// <summary>A container's vNIC.</summary>
public sealed record OverlayEndpoint
{
    /// <summary>The host's name.</summary>
    public required string Host { get; init; }

    /// <summary>The container's name.</summary>
    public required string Container { get; init; }

    /// <summary>The container's full id.</summary>
    public required string ContainerId { get; init; }

    /// <summary>The container's state.</summary>
    public required string State { get; init; }

    /// <summary>The engine's network it is on; null where the engine doesn't know the vNIC.</summary>
    public required string? Network { get; init; }

    /// <summary>The solution that it belongs to, or null.</summary>
    public required string? Solution { get; init; }

    /// <summary>The link's name inside; null where the namespace was not seen.</summary>
    public required string? Link { get; init; }

    /// <summary>The kernel's link kind, or null.</summary>
    public required string? Kind { get; init; }

    /// <summary>The MAC address, or null.</summary>
    public required string? MacAddress { get; init; }

    /// <summary>Addresses with prefix length.</summary>
    public required IReadOnlyList<string> Addresses { get; init; }

    /// <summary>The subnet of the first address that isn't link-local.</summary>
    public required string? Subnet { get; init; }

    /// <summary>The gateway by this vNIC, or null.</summary>
    public required string? Gateway { get; init; }

    /// <summary>MTU in bytes, or null where the namespace was not seen.</summary>
    public required int? Mtu { get; init; }

    /// <summary>The link at the other end: "veth12ab34c (docker_gwbridge)", "veth3 in 1-3tqsb7j6z4"; or null.</summary>
    public required string? HostLink { get; init; }

    /// <summary>DNS servers in the container's resolv.conf.</summary>
    public required IReadOnlyList<string> DnsServers { get; init; }

    /// <summary>Search domains in the container's resolv.conf.</summary>
    public required IReadOnlyList<string> DnsSearch { get; init; }

    /// <summary>Where names resolve: "Docker's resolver", "WeaveDNS", "the host's servers"; or null where it was not seen.</summary>
    public required string? ResolvesAt { get; init; }

    /// <summary>What it rests on, a name of <see cref="Audit.Basis"/>.</summary>
    public required string Basis { get; init; }
}
