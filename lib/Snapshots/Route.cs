namespace NetAudit.Snapshots;

/// <summary>A route.</summary>
public sealed record Route
{
    /// <summary>4 or 6.</summary>
    public required int Family { get; init; }

    /// <summary>"unicast", "blackhole", "unreachable", "prohibit" …</summary>
    public string Type { get; init; } = "unicast";

    /// <summary>"default", an address, or a subnet in CIDR form.</summary>
    public required string Destination { get; init; }

    /// <summary>The next hop, or null.</summary>
    public string? Gateway { get; init; }

    /// <summary>The link it goes out by, or null.</summary>
    public string? Device { get; init; }

    /// <summary>Who made it: "kernel", "boot", "static", "bird", "bgp", or a number.</summary>
    public string? Protocol { get; init; }

    /// <summary>"global", "link", "host".</summary>
    public string? Scope { get; init; }

    /// <summary>The preferred source address, or null.</summary>
    public string? Source { get; init; }

    /// <summary>The table: "main", "default", or a number.</summary>
    public string Table { get; init; } = "main";

    /// <summary>The metric; null where none is set.</summary>
    public long? Metric { get; init; }

    /// <summary>Flags: "onlink", "linkdown".</summary>
    public IReadOnlyList<string> Flags { get; init; } = [];

    /// <summary>As <c>ip route</c> prints it, shortened to what matters.</summary>
    public override string ToString() => string.Concat(
        Type == "unicast" ? "" : Type + " ", Destination, Gateway is null ? "" : " via " + Gateway, Device is null ? "" : " dev " + Device,
        Protocol is null ? "" : " proto " + Protocol, Table == "main" ? "" : " table " + Table, string.Concat(Flags.Select(flag => " " + flag)));
}

/// <summary>A policy routing rule.</summary>
public sealed record RoutingRule
{
    /// <summary>Its priority; lower ones are asked first.</summary>
    public required long Priority { get; init; }

    /// <summary>Source: "all" or a subnet.</summary>
    public string From { get; init; } = "all";

    /// <summary>Destination, or null for all.</summary>
    public string? To { get; init; }

    /// <summary>The table it leads to.</summary>
    public string? Table { get; init; }

    /// <summary>The firewall mark it needs, or null: "0x100".</summary>
    public string? Mark { get; init; }
}
