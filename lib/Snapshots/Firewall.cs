namespace NetAudit.Snapshots;

/// <summary>The packet filter of a namespace.</summary>
public sealed record Firewall
{
    /// <summary>All chains, empty ones too.</summary>
    public IReadOnlyList<FirewallChain> Chains { get; init; } = [];

    /// <summary>All rules, in order.</summary>
    public IReadOnlyList<FirewallRule> Rules { get; init; } = [];
}

/// <summary>Which tool shows a chain or rule.</summary>
public enum FirewallTool
{
    /// <summary>iptables-save.</summary>
    Iptables,

    /// <summary>iptables-legacy-save.</summary>
    IptablesLegacy,

    /// <summary>nft list ruleset; tables that iptables-nft keeps are left out.</summary>
    Nft,
}

/// <summary>A chain.</summary>
public sealed record FirewallChain
{
    /// <summary>The tool that shows it.</summary>
    public required FirewallTool Tool { get; init; }

    /// <summary>"filter", "nat", "mangle", "raw"; for nft with its family: "ip docker-bridges".</summary>
    public required string Table { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>A base chain's policy: "ACCEPT", "DROP"; null for others.</summary>
    public string? Policy { get; init; }
}

/// <summary>A rule.</summary>
public sealed record FirewallRule
{
    /// <summary>The tool that shows it.</summary>
    public required FirewallTool Tool { get; init; }

    /// <summary>The table, as in <see cref="FirewallChain.Table"/>.</summary>
    public required string Table { get; init; }

    /// <summary>The chain.</summary>
    public required string Chain { get; init; }

    /// <summary>What follows the chain's name in the tool's output, without counters: "-d 10.50.4.2/32 ! -i docker0 -j DROP".</summary>
    public required string Spec { get; init; }

    /// <summary>How many packets it has counted, where that was printed.</summary>
    public long? Packets { get; init; }
}
