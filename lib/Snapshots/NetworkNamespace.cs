namespace NetAudit.Snapshots;

/// <summary>What the kernel holds in one network namespace. A member that is null was not seen.</summary>
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

    /// <summary>Listening sockets, TCP and UDP.</summary>
    public IReadOnlyList<Socket>? Listeners { get; init; }

    /// <summary>Connected sockets, TCP and UDP.</summary>
    public IReadOnlyList<Socket>? Connections { get; init; }
}

/// <summary>A network interface.</summary>
public sealed record Link
{
    /// <summary>Its index in the namespace.</summary>
    public required int Index { get; init; }

    /// <summary>Its name. Untrusted text.</summary>
    public required string Name { get; init; }

    /// <summary>The kernel's link kind ("bridge", "veth", "vxlan", "tun", "macvlan", "ipip", "wireguard", "openvswitch"), or null for hardware and loopback.</summary>
    public string? Kind { get; init; }

    /// <summary>The ARP hardware type in words: "ether", "loopback", "none", "ipip".</summary>
    public string? LinkType { get; init; }

    /// <summary>MTU in bytes.</summary>
    public int Mtu { get; init; }

    /// <summary>MAC address, or null.</summary>
    public string? MacAddress { get; init; }

    /// <summary>Whether it is up (IFF_UP).</summary>
    public bool Up { get; init; }

    /// <summary>The name of the bridge or bond it belongs to.</summary>
    public string? Master { get; init; }

    /// <summary>The index of its other end (veth) or lower link.</summary>
    public int? PeerIndex { get; init; }

    /// <summary>The namespace id of its other end, where that isn't this namespace.</summary>
    public int? PeerNamespaceId { get; init; }

    /// <summary>VXLAN's own facts.</summary>
    public VxlanFacts? Vxlan { get; init; }

    /// <summary>Its addresses.</summary>
    public IReadOnlyList<LinkAddress> Addresses { get; init; } = [];

    /// <summary>Whether it is the loopback link.</summary>
    [Newtonsoft.Json.JsonIgnore]
    public bool IsLoopback => LinkType == "loopback";
}

/// <summary>What a VXLAN link is set to.</summary>
public sealed record VxlanFacts
{
    /// <summary>The VNI; 0 for a link in external (flow based) mode.</summary>
    public int Vni { get; init; }

    /// <summary>The UDP port it sends to.</summary>
    public int Port { get; init; }

    /// <summary>The local underlay address, or null.</summary>
    public string? Local { get; init; }

    /// <summary>The fixed remote or group, or null.</summary>
    public string? Remote { get; init; }

    /// <summary>Whether it learns MAC addresses from traffic.</summary>
    public bool Learning { get; init; }

    /// <summary>Whether it answers ARP itself.</summary>
    public bool Proxy { get; init; }
}

/// <summary>An address of a link.</summary>
public sealed record LinkAddress
{
    /// <summary>The address without prefix length.</summary>
    public required string Address { get; init; }

    /// <summary>Prefix length in bits.</summary>
    public required int PrefixLength { get; init; }

    /// <summary>"global", "link", "host".</summary>
    public string? Scope { get; init; }

    /// <summary>ADDRESS/LENGTH.</summary>
    public override string ToString() => $"{Address}/{PrefixLength}";
}

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

/// <summary>A forwarding entry of a bridge or VXLAN link.</summary>
public sealed record ForwardingEntry
{
    /// <summary>The MAC address.</summary>
    public required string MacAddress { get; init; }

    /// <summary>The link it stands on.</summary>
    public required string Device { get; init; }

    /// <summary>VXLAN: the underlay address it is sent to.</summary>
    public string? Destination { get; init; }

    /// <summary>"permanent", "static", "" for a learned one.</summary>
    public string? State { get; init; }
}

/// <summary>A neighbour.</summary>
public sealed record Neighbor
{
    /// <summary>The address.</summary>
    public required string Address { get; init; }

    /// <summary>The link.</summary>
    public required string Device { get; init; }

    /// <summary>The MAC address, or null.</summary>
    public string? MacAddress { get; init; }

    /// <summary>"PERMANENT", "REACHABLE", "STALE", "FAILED" …</summary>
    public string? State { get; init; }
}

/// <summary>An IPsec state. Keys are never read.</summary>
public sealed record XfrmState
{
    /// <summary>Outer source address.</summary>
    public required string Source { get; init; }

    /// <summary>Outer destination address.</summary>
    public required string Destination { get; init; }

    /// <summary>"esp", "ah".</summary>
    public required string Protocol { get; init; }

    /// <summary>The request id that ties it to policies.</summary>
    public long? RequestId { get; init; }
}

/// <summary>A TCP or UDP socket.</summary>
public sealed record Socket
{
    /// <summary>"tcp" or "udp".</summary>
    public required string Protocol { get; init; }

    /// <summary>The local address; "*" for any.</summary>
    public required string LocalAddress { get; init; }

    /// <summary>The local port.</summary>
    public required int LocalPort { get; init; }

    /// <summary>The remote address, or null for a listener.</summary>
    public string? RemoteAddress { get; init; }

    /// <summary>The remote port, or null for a listener.</summary>
    public int? RemotePort { get; init; }

    /// <summary>The process that has it; null: none (the kernel's own, as VXLAN's), or not allowed to see.</summary>
    public string? Process { get; init; }

    /// <summary>That process's id.</summary>
    public int? Pid { get; init; }
}
