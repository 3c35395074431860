namespace NetAudit.Solutions;

/// <summary>How packets are carried to other hosts: one of the kinds below.</summary>
public abstract record CarrierPath
{
    private protected CarrierPath() { }
}

/// <summary>A tunnel of one of the engine's networks.</summary>
public sealed record NetworkTunnel : CarrierPath
{
    /// <summary>The network; null if the engine doesn't know it.</summary>
    public string? Network { get; init; }

    /// <summary>The namespace that holds the tunnel's link; null if the tunnel was not seen.</summary>
    public string? Namespace { get; init; }

    /// <summary>The VXLAN network identifiers; empty if they aren't known.</summary>
    public IReadOnlyList<int> Vnis { get; init; } = [];

    /// <summary>The UDP port; null if it isn't known.</summary>
    public int? Port { get; init; }
}

/// <summary>Routes to other hosts' containers.</summary>
public sealed record RoutedPath : CarrierPath
{
    /// <summary>The link that they lead to; null if containers' own routes are all there is.</summary>
    public string? Link { get; init; }

    /// <summary>The VXLAN network identifier of that link, or null.</summary>
    public int? Vni { get; init; }

    /// <summary>The UDP port of that link, or null.</summary>
    public int? Port { get; init; }

    /// <summary>The agent that adds the routes, or carries their packets beside the kernel: "BGP", "flanneld"; null for neither.</summary>
    public string? Agent { get; init; }

    /// <summary>Whether they bypass an existing tunnel (Flannel's DirectRouting).</summary>
    public bool IsDirectRouting { get; init; }

    /// <summary>The destinations of the routes; empty if there is none to another host yet.</summary>
    public IReadOnlyList<string> Destinations { get; init; } = [];
}

/// <summary>Connections between agents.</summary>
/// <param name="Mode">How they carry packets: "sleeve", "fastdp".</param>
/// <param name="Connections">How many are established.</param>
public sealed record AgentConnections(string Mode, int Connections) : CarrierPath;
