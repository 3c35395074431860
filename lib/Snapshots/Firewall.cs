namespace NetAudit.Snapshots;

/// <summary>The packet filter of a namespace.</summary>
public sealed record Firewall
{
    /// <summary>All chains, empty ones too.</summary>
    public IReadOnlyList<FirewallChain> Chains { get; init; } = [];

    /// <summary>All rules, in order.</summary>
    public IReadOnlyList<FirewallRule> Rules { get; init; } = [];

    /// <summary>The tools whose answers were read, also if they had no rules; null in snapshots that didn't keep it.</summary>
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

/// <summary>Where on a packet's path a base chain stands.</summary>
public enum FirewallHook
{
    /// <summary>As it comes from a link.</summary>
    Ingress,

    /// <summary>Before the route is looked up.</summary>
    Prerouting,

    /// <summary>It is for this host.</summary>
    Input,

    /// <summary>It goes on to another link.</summary>
    Forward,

    /// <summary>This host sends it.</summary>
    Output,

    /// <summary>After the route was looked up.</summary>
    Postrouting,

    /// <summary>As it goes out by a link.</summary>
    Egress,
}

/// <summary>What a base chain is for.</summary>
public enum FirewallChainType
{
    /// <summary>It accepts and drops.</summary>
    Filter,

    /// <summary>It sees the first packet of a connection and rewrites addresses.</summary>
    Nat,

    /// <summary>As filter, and the route is looked up again.</summary>
    Route,
}

/// <summary>What becomes of packets that no rule of a base chain decided on.</summary>
public enum FirewallPolicy
{
    /// <summary>They go on.</summary>
    Accept,

    /// <summary>They are dropped.</summary>
    Drop,
}
