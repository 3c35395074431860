namespace NetAudit.Snapshots;

/// <summary>Weave's own report (GET 127.0.0.1:6784/report), what of it matters.</summary>
public sealed record WeaveReport
{
    /// <summary>The router's version: "2.8.1".</summary>
    public string? Version { get; init; }

    /// <summary>This peer's name, the bridge's MAC address.</summary>
    public string? PeerName { get; init; }

    /// <summary>This peer's nickname, the host's name as a rule.</summary>
    public string? NickName { get; init; }

    /// <summary>What it captures with: "vethwe-pcap (via pcap)", "datapath (via ODP)".</summary>
    public string? Interface { get; init; }

    /// <summary>Whether a password is set. Single connections may be in clear all the same.</summary>
    public bool Encryption { get; init; }

    /// <summary>Subnets that are trusted: connections to them are not encrypted.</summary>
    public IReadOnlyList<string> TrustedSubnets { get; init; } = [];

    /// <summary>This peer's connections.</summary>
    public IReadOnlyList<WeaveConnection> Connections { get; init; } = [];

    /// <summary>How each peer is reached.</summary>
    public IReadOnlyList<WeaveRoute> UnicastRoutes { get; init; } = [];

    /// <summary>All peers known, and whom each is connected to.</summary>
    public IReadOnlyList<WeavePeer> Peers { get; init; } = [];

    /// <summary>IPAM's range: "10.32.0.0/12".</summary>
    public string? IpamRange { get; init; }

    /// <summary>IPAM's default subnet.</summary>
    public string? IpamDefaultSubnet { get; init; }

    /// <summary>WeaveDNS: its domain ("weave.local."), or null where DNS is off.</summary>
    public string? DnsDomain { get; init; }

    /// <summary>WeaveDNS: the address it listens on: "172.17.0.1:53".</summary>
    public string? DnsAddress { get; init; }

    /// <summary>WeaveDNS: host names it knows, at most 1,000.</summary>
    public IReadOnlyList<string> DnsNames { get; init; } = [];

    /// <summary>The same names with the address of each, and the peer that has it.</summary>
    public IReadOnlyList<WeaveName> DnsEntries { get; init; } = [];
}

/// <summary>A name that WeaveDNS knows.</summary>
public sealed record WeaveName
{
    /// <summary>The name: "p2.weave.local.".</summary>
    public required string Name { get; init; }

    /// <summary>The container's address.</summary>
    public required string Address { get; init; }

    /// <summary>The peer that the container is on, by its name (a MAC address).</summary>
    public string? Peer { get; init; }
}

/// <summary>A connection of this Weave peer.</summary>
public sealed record WeaveConnection
{
    /// <summary>The remote address and port.</summary>
    public string? Address { get; init; }

    /// <summary>"established", "pending", "retrying", "failed".</summary>
    public string? State { get; init; }

    /// <summary>The router's own words: "encrypted   sleeve 3a:2c:46:bd:26:7f(node2)".</summary>
    public string? Info { get; init; }

    /// <summary>"sleeve" or "fastdp", or null where it isn't established.</summary>
    public string? Overlay { get; init; }

    /// <summary>Whether it is encrypted.</summary>
    public bool Encrypted { get; init; }

    /// <summary>What crosses it in one packet, in bytes.</summary>
    public int? Mtu { get; init; }
}

/// <summary>How a Weave peer is reached.</summary>
public sealed record WeaveRoute
{
    /// <summary>The peer's name.</summary>
    public required string Destination { get; init; }

    /// <summary>The peer it is sent to; "00:00:00:00:00:00" for this peer itself.</summary>
    public required string Via { get; init; }
}

/// <summary>A Weave peer and its connections.</summary>
public sealed record WeavePeer
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its nickname.</summary>
    public string? NickName { get; init; }

    /// <summary>Names of the peers it has an established connection to.</summary>
    public IReadOnlyList<string> ConnectedTo { get; init; } = [];
}
