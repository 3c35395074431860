namespace NetAudit.Snapshots;

/// <summary>A packet that was sent, and what came back of it.</summary>
public sealed record ProbePacket
{
    /// <summary>
    /// The port that TCP and UDP packets go to. Hardly anything listens there, and it makes no difference if something does.
    /// </summary>
    internal const int Port = 33533;

    /// <summary>Its protocol.</summary>
    public required ProbeProtocol Protocol { get; init; }

    /// <summary>The marker that identifies it, in hexadecimal digits; null if it has none.</summary>
    public string? Marker { get; init; }

    /// <summary>Its length in bytes; null if the length doesn't matter.</summary>
    public int? Size { get; init; }

    /// <summary>Whether it may be fragmented. Only meaningful if it has a length.</summary>
    public bool MayFragment { get; init; }

    /// <summary>Its hop limit; null if that doesn't matter.</summary>
    public int? Hops { get; init; }

    /// <summary>The group's or broadcast address that it was sent to; null if it went to the other end's own.</summary>
    public string? GroupAddress { get; init; }

    /// <summary>What came back; null for nothing.</summary>
    public ProbeReply? Reply { get; init; }

    /// <summary>Whether it was seen to arrive in the other end's namespace; null if not watched.</summary>
    public bool? Arrived { get; init; }

    /// <summary>
    /// Whether it was seen to leave this host for another one; null if not watched, or if other frames could have hidden it.
    /// </summary>
    public bool? Left { get; init; }
}

/// <summary>Protocols and kinds of delivery that probes use.</summary>
public enum ProbeProtocol
{
    /// <summary>ICMP, an echo request.</summary>
    Icmp,

    /// <summary>TCP, a SYN.</summary>
    Tcp,

    /// <summary>UDP.</summary>
    Udp,

    /// <summary>IP protocol 132.</summary>
    Sctp,

    /// <summary>IP protocol 47.</summary>
    Gre,

    /// <summary>IP protocol 50.</summary>
    Esp,

    /// <summary>IP protocol 253, which is reserved for experiments, so no host speaks it.</summary>
    Experimental,

    /// <summary>ICMP of IPv6, an echo request.</summary>
    IcmpV6,

    /// <summary>UDP to all hosts of a link.</summary>
    Multicast,

    /// <summary>UDP to a subnet's broadcast address.</summary>
    Broadcast,

    /// <summary>A broadcast Ethernet frame with an EtherType that no host speaks.</summary>
    ForeignFrame,
}

/// <summary>What came back for a packet.</summary>
public sealed record ProbeReply
{
    /// <summary>EMSGSIZE.</summary>
    private const int TooLong = 90;

    /// <summary>What it is.</summary>
    public required ProbeReplyKind Kind { get; init; }

    /// <summary>The address that sent it; null for the sending host's kernel.</summary>
    public string? From { get; init; }

    /// <summary>The ICMP type of an <see cref="ProbeReplyKind.IcmpError"/>.</summary>
    public int IcmpType { get; init; }

    /// <summary>The ICMP code of an <see cref="ProbeReplyKind.IcmpError"/>.</summary>
    public int IcmpCode { get; init; }

    /// <summary>The hops that an echo reply had left; 0 for any other.</summary>
    public int TimeToLive { get; init; }

    /// <summary>The error of <see cref="ProbeReplyKind.NotSent"/>, as the kernel numbers them.</summary>
    public int ErrorNumber { get; init; }

    /// <summary>Whether a router reports that the packet's hop limit was used up.</summary>
    public bool IsTimeExceeded() => Kind == ProbeReplyKind.IcmpError && IcmpType == 11;

    /// <summary>
    /// Whether a router, or the sending host's kernel from an earlier report, says that the packet is too long to pass unfragmented. The
    /// sender then sends shorter ones.
    /// </summary>
    public bool IsTooLong() =>
        this is { Kind: ProbeReplyKind.IcmpError, IcmpType: 3, IcmpCode: 4 } or { Kind: ProbeReplyKind.NotSent, ErrorNumber: TooLong };

    /// <summary>
    /// Whether the reply proves that the packet reached its target. Only the target knows that it doesn't speak a protocol or that a port
    /// is closed; a firewall in between replies from its own address.
    /// </summary>
    public bool IsOfTarget(string? target) =>
        Kind switch
        {
            ProbeReplyKind.NotSent => false,
            ProbeReplyKind.IcmpError => IcmpType == 3 && IcmpCode is 2 or 3 && From == target,
            _ => true,
        };
}

/// <summary>What can come back for a packet.</summary>
public enum ProbeReplyKind
{
    /// <summary>An echo reply.</summary>
    EchoReply,

    /// <summary>An ICMP error.</summary>
    IcmpError,

    /// <summary>A TCP RST.</summary>
    TcpReset,

    /// <summary>A TCP SYN-ACK.</summary>
    TcpAccepted,

    /// <summary>A packet of the same protocol.</summary>
    Packet,

    /// <summary>The sending host's kernel refused to send it.</summary>
    NotSent,
}
