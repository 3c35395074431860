namespace NetAudit.Snapshots;

/// <summary>The state of IPVS, the kernel's load balancer, in a namespace.</summary>
public sealed record IpvsFacts
{
    /// <summary>Its services; empty if the kernel has no IPVS there.</summary>
    public IReadOnlyList<IpvsService> Services { get; init; } = [];

    /// <summary>Connections since its start; null if it wasn't seen.</summary>
    public long? Connections { get; init; }

    /// <summary>Packets that came in since its start.</summary>
    public long? PacketsIn { get; init; }

    /// <summary>Packets that went back since its start. If packets came in and none went back, no server answers.</summary>
    public long? PacketsOut { get; init; }
}

/// <summary>An IPVS service. The engine makes one for each swarm service's mark, and one for each published port.</summary>
public sealed record IpvsService
{
    /// <summary>"tcp", "udp", "sctp", or "fwm" for packets by mark.</summary>
    public required string Protocol { get; init; }

    /// <summary>The mark of its packets; null if it is by address.</summary>
    public long? Mark { get; init; }

    /// <summary>Its address; null if it is by mark.</summary>
    public string? Address { get; init; }

    /// <summary>Its port; null if it is by mark.</summary>
    public int? Port { get; init; }

    /// <summary>The scheduler that chooses a server: "rr".</summary>
    public string? Scheduler { get; init; }

    /// <summary>The servers it sends to.</summary>
    public IReadOnlyList<IpvsServer> Servers { get; init; } = [];
}

/// <summary>A server of an IPVS service.</summary>
public sealed record IpvsServer
{
    /// <summary>Its address.</summary>
    public required string Address { get; init; }

    /// <summary>Its port; 0: the packet's own.</summary>
    public int Port { get; init; }

    /// <summary>"Masq", "Route", "Tunnel", "Local".</summary>
    public string? Way { get; init; }

    /// <summary>Its weight; 0: it gets no new connections.</summary>
    public int Weight { get; init; }
}
