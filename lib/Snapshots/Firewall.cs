namespace NetAudit.Snapshots;

/// <summary>The packet filter of a namespace.</summary>
public sealed record Firewall
{
    /// <summary>All chains, empty ones too.</summary>
    public IReadOnlyList<FirewallChain> Chains { get; init; } = [];

    /// <summary>All rules, in order.</summary>
    public IReadOnlyList<FirewallRule> Rules { get; init; } = [];

    /// <summary>The tools whose output was read, even if it had no rules; null in snapshots that don't record it.</summary>
    public IReadOnlyList<FirewallTool>? ReadBy { get; init; }

    /// <summary>The named sets and maps of native nftables.</summary>
    public IReadOnlyList<FirewallSet> Sets { get; init; } = [];
}

/// <summary>Which tool shows a chain or rule.</summary>
public enum FirewallTool
{
    /// <summary>iptables-save and ip6tables-save.</summary>
    Iptables,

    /// <summary>iptables-legacy-save and ip6tables-legacy-save.</summary>
    IptablesLegacy,

    /// <summary>nft list ruleset; tables that iptables-save printed are left out.</summary>
    Nft,
}

/// <summary>The address family of a table, as nft names it.</summary>
public enum FirewallFamily
{
    /// <summary>IPv4.</summary>
    Ip,

    /// <summary>IPv6.</summary>
    Ip6,

    /// <summary>Both.</summary>
    Inet,

    /// <summary>ARP.</summary>
    Arp,

    /// <summary>Frames that a bridge carries.</summary>
    Bridge,

    /// <summary>A single link.</summary>
    Netdev,
}

/// <summary>The hook of a base chain: where on a packet's path it is called.</summary>
public enum FirewallHook
{
    /// <summary>When the packet comes in from a link.</summary>
    Ingress,

    /// <summary>Before the route look-up.</summary>
    Prerouting,

    /// <summary>When the packet is for this host.</summary>
    Input,

    /// <summary>When the packet is forwarded to another link.</summary>
    Forward,

    /// <summary>When this host sends the packet.</summary>
    Output,

    /// <summary>After the route look-up.</summary>
    Postrouting,

    /// <summary>When the packet goes out through a link.</summary>
    Egress,
}

/// <summary>What a base chain is for.</summary>
public enum FirewallChainType
{
    /// <summary>It accepts and drops.</summary>
    Filter,

    /// <summary>It sees the first packet of a connection and rewrites addresses.</summary>
    Nat,

    /// <summary>Like filter, but the route is looked up again afterwards.</summary>
    Route,
}

/// <summary>What a base chain does with packets that none of its rules decided on.</summary>
public enum FirewallPolicy
{
    /// <summary>They go on.</summary>
    Accept,

    /// <summary>They are dropped.</summary>
    Drop,
}
