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

    /// <summary>The link it leads to, or null.</summary>
    public string? Device { get; init; }

    /// <summary>What made it: "kernel", "boot", "static", "bird", "bgp", or a number.</summary>
    public string? Protocol { get; init; }

    /// <summary>"global", "link", "host".</summary>
    public string? Scope { get; init; }

    /// <summary>The preferred source address, or null.</summary>
    public string? Source { get; init; }

    /// <summary>The table: "main", "default", or a number.</summary>
    public string Table { get; init; } = "main";

    /// <summary>The metric; null if none is set.</summary>
    public long? Metric { get; init; }

    /// <summary>The route's own MTU (<c>mtu</c>), in bytes; null if the link's counts.</summary>
    public int? Mtu { get; init; }

    /// <summary>Flags: "onlink", "linkdown".</summary>
    public IReadOnlyList<string> Flags { get; init; } = [];

    /// <summary>As <c>ip route</c> prints it, with the main fields only.</summary>
    public override string ToString() =>
        string.Concat(
            Type == "unicast" ? "" : Type + " ",
            Destination,
            Gateway is null ? "" : " via " + Gateway,
            Device is null ? "" : " dev " + Device,
            Protocol is null ? "" : " proto " + Protocol,
            Table == "main" ? "" : " table " + Table,
            string.Concat(Flags.Select(flag => " " + flag))
        );
}

/// <summary>A policy routing rule.</summary>
public sealed record RoutingRule
{
    /// <summary>Its priority; rules with a lower one come first.</summary>
    public required long Priority { get; init; }

    /// <summary>Source: "all" or a subnet.</summary>
    public string From { get; init; } = "all";

    /// <summary>Destination, or null for all.</summary>
    public string? To { get; init; }

    /// <summary>The table it leads to.</summary>
    public string? Table { get; init; }

    /// <summary>The firewall mark that a packet needs, or null: "0x100", "0x100/0xf00".</summary>
    public string? Mark { get; init; }

    /// <summary>Whether it applies to packets that don't match ("not").</summary>
    public bool Inverted { get; init; }

    /// <summary>The link that a packet must have come in through; "lo" for the host's own packets. Null for any.</summary>
    public string? InLink { get; init; }

    /// <summary>The link that a packet's socket must be bound to; null for any.</summary>
    public string? OutLink { get; init; }

    /// <summary>Routes of its table with a prefix of this length or shorter are ignored; null if none are.</summary>
    public int? SuppressedPrefixLength { get; init; }

    /// <summary>What it does if it leads to no table: "goto", "nop", "blackhole", "unreachable", "prohibit", "l3mdev".</summary>
    public string? Action { get; init; }

    /// <summary>The priority of the rule that "goto" leads to.</summary>
    public long? GoesTo { get; init; }

    /// <summary>Other conditions, by name only: "ipproto", "ipproto dport", "uidrange", "tos". Null: none.</summary>
    public string? OtherConditions { get; init; }
}
