namespace NetAudit.Snapshots;

/// <summary>A chain.</summary>
public sealed record FirewallChain
{
    /// <summary>The tool that shows it.</summary>
    public required FirewallTool Tool { get; init; }

    /// <summary>The family of its table.</summary>
    public FirewallFamily Family { get; init; }

    /// <summary>"filter", "nat", "mangle", "raw", or any other name: "docker-bridges".</summary>
    public required string Table { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>A base chain's hook; null for other chains, or if it was not recorded.</summary>
    public FirewallHook? Hook { get; init; }

    /// <summary>A base chain's priority: of two at one hook, the smaller comes first; null for others.</summary>
    public int? Priority { get; init; }

    /// <summary>What a base chain is for; null for others.</summary>
    public FirewallChainType? Type { get; init; }

    /// <summary>A base chain's policy; null for others.</summary>
    public FirewallPolicy? Policy { get; init; }
}

/// <summary>A named set or map of native nftables.</summary>
public sealed record FirewallSet
{
    /// <summary>The family of its table.</summary>
    public required FirewallFamily Family { get; init; }

    /// <summary>Its table.</summary>
    public required string Table { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>What was in it; null if that wasn't read.</summary>
    public IReadOnlyList<FirewallSetElement>? Elements { get; init; }
}

/// <summary>An element of a set or map.</summary>
/// <param name="Key">What it holds, each as in <see cref="FirewallMatch.Values"/>; several if the set's type is a concatenation.</param>
/// <param name="Target">What a verdict map does with the packet; null in sets and other maps.</param>
public sealed record FirewallSetElement(IReadOnlyList<string> Key, FirewallTarget? Target);
