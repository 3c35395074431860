namespace NetAudit.Snapshots;

/// <summary>The kernel's state in one network namespace. A member that is null was not seen.</summary>
public sealed record NetworkNamespace
{
    /// <summary>Links with their addresses.</summary>
    public IReadOnlyList<Link>? Links { get; init; }

    /// <summary>IPv4 and IPv6 routes of all tables but the local one.</summary>
    public IReadOnlyList<Route>? Routes { get; init; }

    /// <summary>Policy rules.</summary>
    public IReadOnlyList<RoutingRule>? Rules { get; init; }

    /// <summary>Forwarding entries of bridges and VXLAN links.</summary>
    public IReadOnlyList<ForwardingEntry>? Forwarding { get; init; }

    /// <summary>Neighbours.</summary>
    public IReadOnlyList<Neighbor>? Neighbors { get; init; }

    /// <summary>Packet filter: iptables of both kinds, and nftables.</summary>
    public Firewall? Firewall { get; init; }

    /// <summary>Names of ipsets.</summary>
    public IReadOnlyList<string>? IpSets { get; init; }

    /// <summary>IPsec states (never their keys).</summary>
    public IReadOnlyList<XfrmState>? XfrmStates { get; init; }

    /// <summary>IPsec policies.</summary>
    public IReadOnlyList<XfrmPolicy>? XfrmPolicies { get; init; }

    /// <summary>
    /// Kernel settings by sysctl's names: "net.ipv4.ip_forward", "net.ipv4.conf.eth0.rp_filter". A setting that isn't listed isn't in this
    /// namespace.
    /// </summary>
    public IReadOnlyDictionary<string, long>? Sysctls { get; init; }

    /// <summary>
    /// The kernel's counters by the names of /proc/net/snmp and netstat: "Udp.InCsumErrors"; only those that count faults.
    /// </summary>
    public IReadOnlyDictionary<string, long>? Counters { get; init; }

    /// <summary>The state of the kernel's load balancer.</summary>
    public IpvsFacts? Ipvs { get; init; }

    /// <summary>Listening sockets, TCP and UDP.</summary>
    public IReadOnlyList<SocketEntry>? Listeners { get; init; }

    /// <summary>Connected sockets, TCP and UDP.</summary>
    public IReadOnlyList<SocketEntry>? Connections { get; init; }
}
