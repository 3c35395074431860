using Newtonsoft.Json;

namespace NetAudit.Snapshots;

/// <summary>A rule: what it matches, and what it does with a packet that meets all matches.</summary>
public sealed record FirewallRule
{
    /// <summary>The tool that shows it.</summary>
    public required FirewallTool Tool { get; init; }

    /// <summary>The family of its table.</summary>
    public FirewallFamily Family { get; init; }

    /// <summary>The table, as in <see cref="FirewallChain.Table"/>.</summary>
    public required string Table { get; init; }

    /// <summary>The chain.</summary>
    public required string Chain { get; init; }

    /// <summary>The matches, all of which a packet must meet; empty: every packet does.</summary>
    public IReadOnlyList<FirewallMatch> Matches { get; init; } = [];

    /// <summary>What is done with it, in order. iptables' rules have one or none; nft's may set a mark and then accept.</summary>
    public IReadOnlyList<FirewallTarget> Targets { get; init; } = [];

    /// <summary>The comment it carries, or null.</summary>
    public string? Comment { get; init; }

    /// <summary>The tool's own words for it, to be shown and never to be searched: "-d 10.50.4.2/32 ! -i docker0 -j DROP".</summary>
    [JsonProperty("spec")]
    public required string Text { get; init; }

    /// <summary>How many packets it has counted; null if the listing has no counters.</summary>
    public long? Packets { get; init; }
}
