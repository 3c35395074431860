using Newtonsoft.Json;

namespace NetAudit.Snapshots;

/// <summary>A condition of a rule.</summary>
/// <param name="Kind">The part of the packet that is compared.</param>
/// <param name="Negated">Whether the packet must match none of the values, instead of one.</param>
/// <param name="Values">
/// The values, of which one must match. Links: "docker0", "veth*". Addresses: "10.0.0.1", "10.0.0.0/8", "10.0.0.1-10.0.0.9". Ports and
/// numbers: "80", "1024-2047". Marks: "0x1/0xff", value and mask in hexadecimal. Names in lower case.
/// </param>
public sealed record FirewallMatch(
    FirewallMatchKind Kind,
    [property: JsonProperty(DefaultValueHandling = DefaultValueHandling.Ignore)] bool Negated,
    IReadOnlyList<string> Values
)
{
    /// <summary>
    /// The name of the set with the values, if it has one: an nft set, or an ipset for <see cref="FirewallMatchKind.IpSet"/>.
    /// </summary>
    public string? Set { get; init; }

    /// <summary>The name of a match that isn't understood: "limit", "u32".</summary>
    public string? Name { get; init; }
}

/// <summary>The part of a packet that a match compares.</summary>
public enum FirewallMatchKind
{
    /// <summary>A match that isn't understood; <see cref="FirewallMatch.Name"/> says what.</summary>
    Unknown,

    /// <summary>The link it came in through.</summary>
    InLink,

    /// <summary>The link it goes out through.</summary>
    OutLink,

    /// <summary>"ipv4" or "ipv6".</summary>
    NetworkProtocol,

    /// <summary>Its source address.</summary>
    Source,

    /// <summary>Its destination address.</summary>
    Destination,

    /// <summary>Its protocol: "tcp", "udp", "icmp", "ipv6-icmp", "esp", "ipip", or a number.</summary>
    Protocol,

    /// <summary>Its source port.</summary>
    SourcePort,

    /// <summary>Its destination port.</summary>
    DestinationPort,

    /// <summary>Either of its ports.</summary>
    AnyPort,

    /// <summary>TCP's flags: "syn/fin,syn,rst,ack", those that are set among those looked at.</summary>
    TcpFlags,

    /// <summary>ICMP's type: "echo-request", "8", "3/4".</summary>
    IcmpType,

    /// <summary>Whether it is a fragment, other than the first.</summary>
    Fragment,

    /// <summary>Its mark.</summary>
    Mark,

    /// <summary>Its connection's mark.</summary>
    ConntrackMark,

    /// <summary>Its connection's state: "new", "established", "related", "invalid", "untracked", and "snat", "dnat".</summary>
    ConntrackState,

    /// <summary>The type of its source: "local", "broadcast", "multicast", "unicast".</summary>
    SourceType,

    /// <summary>The type of its destination.</summary>
    DestinationType,

    /// <summary>An ipset; the values name the parts that are looked up in it: "src", "dst".</summary>
    IpSet,

    /// <summary>Whether IPsec handles it: "in none", "out ipsec".</summary>
    IpsecPolicy,

    /// <summary>The network identifier of the VXLAN packet that it carries, in decimal.</summary>
    VxlanId,
}
