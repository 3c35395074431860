namespace NetAudit.Snapshots;

/// <summary>Weave's own report (GET 127.0.0.1:6784/report), with the parts that an audit needs.</summary>
public sealed record WeaveReport
{
    /// <summary>The router's version: "2.8.1".</summary>
    public string? Version { get; init; }

    /// <summary>This peer's name, the bridge's MAC address.</summary>
    public string? PeerName { get; init; }

    /// <summary>This peer's nickname, the host's name as a rule.</summary>
    public string? NickName { get; init; }

    /// <summary>The interface it captures packets on: "vethwe-pcap (via pcap)", "datapath (via ODP)".</summary>
    public string? Interface { get; init; }

    /// <summary>
    /// How it gets the bridge's packets: through the kernel's Open vSwitch, which has the fast datapath, or by packet capture.
    /// </summary>
    public WeaveCapture? CapturesWith { get; init; }

    /// <summary>Whether a password is set. Single connections can still be unencrypted.</summary>
    public bool Encryption { get; init; }

    /// <summary>Subnets that are trusted: connections to them are not encrypted.</summary>
    public IReadOnlyList<string> TrustedSubnets { get; init; } = [];

    /// <summary>This peer's connections.</summary>
    public IReadOnlyList<WeaveConnection> Connections { get; init; } = [];

    /// <summary>How each peer is reached.</summary>
    public IReadOnlyList<WeaveRoute> UnicastRoutes { get; init; } = [];

    /// <summary>All known peers, and the peers that each is connected to.</summary>
    public IReadOnlyList<WeavePeer> Peers { get; init; } = [];

    /// <summary>IPAM's range: "10.32.0.0/12".</summary>
    public string? IpamRange { get; init; }

    /// <summary>IPAM's default subnet.</summary>
    public string? IpamDefaultSubnet { get; init; }

    /// <summary>IPAM's ring: which peer owns which part of the range; empty until the peers agreed on a first one. At most 1,000.</summary>
    public IReadOnlyList<WeaveOwnership> IpamOwners { get; init; } = [];

    /// <summary>What the peers wait for before the first address is given; null if they don't.</summary>
    public WeaveConsensus? IpamConsensus { get; init; }

    /// <summary>How many requests for an address wait for space.</summary>
    public int IpamPendingAllocations { get; init; }

    /// <summary>How many requests for a certain address wait for its owner.</summary>
    public int IpamPendingClaims { get; init; }

    /// <summary>WeaveDNS: its domain ("weave.local."), or null if DNS is off.</summary>
    public string? DnsDomain { get; init; }

    /// <summary>WeaveDNS: the address it listens on: "172.17.0.1:53".</summary>
    public string? DnsAddress { get; init; }

    /// <summary>WeaveDNS: host names it knows, at most 1,000.</summary>
    public IReadOnlyList<string> DnsNames { get; init; } = [];

    /// <summary>WeaveDNS: names with their addresses, and the peer that has each.</summary>
    public IReadOnlyList<WeaveName> DnsEntries { get; init; } = [];
}

/// <summary>How a Weave router gets the bridge's packets.</summary>
public enum WeaveCapture
{
    /// <summary>Through the kernel's Open vSwitch: the fast datapath, or sleeve if that fails.</summary>
    OpenVSwitch,

    /// <summary>By packet capture: sleeve only.</summary>
    PacketCapture,
}

/// <summary>A name that WeaveDNS knows.</summary>
public sealed record WeaveName
{
    /// <summary>The name: "p2.weave.local.".</summary>
    public required string Name { get; init; }

    /// <summary>The container's address.</summary>
    public required string Address { get; init; }

    /// <summary>The peer that has the container, by its name (a MAC address).</summary>
    public string? Peer { get; init; }
}

/// <summary>A part of IPAM's range, and the peer that allocates addresses from it.</summary>
public sealed record WeaveOwnership
{
    /// <summary>The part's first address.</summary>
    public required string FirstAddress { get; init; }

    /// <summary>How many addresses it has.</summary>
    public long Size { get; init; }

    /// <summary>The peer's name.</summary>
    public required string Peer { get; init; }

    /// <summary>The peer's nickname, or null.</summary>
    public string? NickName { get; init; }

    /// <summary>Whether the peer is in the mesh now.</summary>
    public bool IsKnownPeer { get; init; }
}

/// <summary>The peers' agreement on which of them first allocates addresses.</summary>
public sealed record WeaveConsensus
{
    /// <summary>Whether this peer has a vote; an observer waits for the others.</summary>
    public bool IsElector { get; init; }

    /// <summary>How many peers with a vote this one knows, itself among them.</summary>
    public int KnownPeers { get; init; }

    /// <summary>How many votes are needed.</summary>
    public int Quorum { get; init; }
}

/// <summary>A connection of this Weave peer.</summary>
public sealed record WeaveConnection
{
    /// <summary>The remote address and port.</summary>
    public string? Address { get; init; }

    /// <summary>The remote address alone, or null.</summary>
    public string? RemoteAddress { get; init; }

    /// <summary>"established", "pending", "retrying", "failed", "connecting", "waiting".</summary>
    public string? State { get; init; }

    /// <summary>The router's own words, for people: "encrypted   sleeve 3a:2c:46:bd:26:7f(node2)".</summary>
    public string? Info { get; init; }

    /// <summary>The remote peer's name, or null if it isn't known yet.</summary>
    public string? PeerName { get; init; }

    /// <summary>The remote peer's nickname, or null.</summary>
    public string? NickName { get; init; }

    /// <summary>Why there is no connection; null if there is one, or if the router gives no reason.</summary>
    public WeaveFault? Fault { get; init; }

    /// <summary>The router's words for that, without the time of its next try.</summary>
    public string? FaultText { get; init; }

    /// <summary>"sleeve" or "fastdp", or null if it isn't established.</summary>
    public string? Overlay { get; init; }

    /// <summary>Whether it is encrypted.</summary>
    public bool Encrypted { get; init; }

    /// <summary>The largest packet that it carries, in bytes.</summary>
    public int? Mtu { get; init; }
}

/// <summary>Why a Weave router has no connection to an address.</summary>
public enum WeaveFault
{
    /// <summary>The address is the router's own, or a peer there has its name and identity: no try follows.</summary>
    Itself,

    /// <summary>Another peer has the same name: no try follows.</summary>
    NameCollision,

    /// <summary>The connection attempt was not answered, refused, or has no route.</summary>
    NotReached,

    /// <summary>TCP stands, but the peer's UDP datagrams don't arrive.</summary>
    NoHeartbeat,

    /// <summary>The two sides have different passwords, or only one has a password.</summary>
    Password,

    /// <summary>The two sides were started as separate networks, each of which allocated the whole range by itself.</summary>
    DifferentSeeds,

    /// <summary>The two sides have different IPAM ranges.</summary>
    DifferentRanges,

    /// <summary>The router has reached its limit of connections.</summary>
    Limit,

    /// <summary>A second connection to one peer, which is closed again.</summary>
    Duplicate,

    /// <summary>Another reason; the router's words have it.</summary>
    Other,
}

/// <summary>How a Weave peer is reached.</summary>
public sealed record WeaveRoute
{
    /// <summary>The peer's name.</summary>
    public required string Destination { get; init; }

    /// <summary>The peer that packets for it are sent to; "00:00:00:00:00:00" for this peer itself.</summary>
    public required string Via { get; init; }
}

/// <summary>A Weave peer and its connections.</summary>
public sealed record WeavePeer
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its nickname.</summary>
    public string? NickName { get; init; }

    /// <summary>Addresses that other peers have for their connections to it; null if they were not kept (snapshots of version 1).</summary>
    public IReadOnlyList<string>? Addresses { get; init; }

    /// <summary>Names of the peers it has an established connection to.</summary>
    public IReadOnlyList<string> ConnectedTo { get; init; } = [];
}
