namespace NetAudit.Snapshots;

/// <summary>A network interface.</summary>
public sealed record Link
{
    /// <summary>Its index in the namespace.</summary>
    public required int Index { get; init; }

    /// <summary>Its name. Untrusted text.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// The kernel's link kind ("bridge", "veth", "vxlan", "tun", "macvlan", "ipip", "wireguard", "openvswitch"), or null for hardware and
    /// loopback.
    /// </summary>
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

    /// <summary>The namespace id of its other end; null if that is in this namespace.</summary>
    public int? PeerNamespaceId { get; init; }

    /// <summary>The settings of a VXLAN link; null for others.</summary>
    public VxlanFacts? Vxlan { get; init; }

    /// <summary>Its settings as a bridge's port; null if it is none, or if they were not seen.</summary>
    public BridgePortFacts? BridgePort { get; init; }

    /// <summary>Its packet counters.</summary>
    public LinkCounters? Counters { get; init; }

    /// <summary>Its driver; known for hardware and VXLAN links only.</summary>
    public LinkDriver? Driver { get; init; }

    /// <summary>Its addresses.</summary>
    public IReadOnlyList<LinkAddress> Addresses { get; init; } = [];

    /// <summary>Whether it is the loopback link.</summary>
    [Newtonsoft.Json.JsonIgnore]
    public bool IsLoopback => LinkType == "loopback";
}

/// <summary>The settings of a VXLAN link.</summary>
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

/// <summary>The settings of a bridge's port.</summary>
public sealed record BridgePortFacts
{
    /// <summary>Whether the bridge sends a frame back to the port that it came from.</summary>
    public bool Hairpin { get; init; }

    /// <summary>Whether the bridge sends no frames from it to other isolated ports.</summary>
    public bool Isolated { get; init; }
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
