using System.Net;
using NetAudit.Model;

namespace NetAudit.PacketPath.Filtering;

/// <summary>A packet as rules see it. A null member isn't known, so it is unknown whether a rule that looks at it matches.</summary>
internal sealed record Packet
{
    /// <summary>The name in a link's member if the packet has no link: it comes from this host, or stays on it.</summary>
    public const string NoLink = "";

    /// <summary>Its protocol.</summary>
    public required IPProtocol Protocol { get; init; }

    /// <summary>Its source address.</summary>
    public IPAddress? Source { get; init; }

    /// <summary>Its destination address.</summary>
    public IPAddress? Destination { get; init; }

    /// <summary>Whether it is IPv6.</summary>
    public bool IsIPv6 { get; init; }

    /// <summary>The link that it comes by.</summary>
    public string? InLink { get; init; } = NoLink;

    /// <summary>The link that it goes out by.</summary>
    public string? OutLink { get; init; } = NoLink;

    /// <summary>Its source port.</summary>
    public int? SourcePort { get; init; }

    /// <summary>Its destination port.</summary>
    public int? DestinationPort { get; init; }

    /// <summary>ICMP's type.</summary>
    public int? IcmpType { get; init; }

    /// <summary>TCP's flags that are set, by name: "syn".</summary>
    public IReadOnlyCollection<string>? TcpFlags { get; init; }

    /// <summary>Its mark.</summary>
    public uint? Mark { get; init; } = 0;

    /// <summary>What connection tracking says of it.</summary>
    public ConnectionState? State { get; init; } = ConnectionState.New;

    /// <summary>
    /// Whether its connection's destination was rewritten (ctstate DNAT). A rule that names the destination it already has doesn't rewrite
    /// it.
    /// </summary>
    public bool? IsDestinationRewritten { get; init; } = false;

    /// <summary>Whether a rule decided its connection's destination, to another or to the same: no later chain is asked.</summary>
    public bool? IsDestinationSettled { get; init; } = false;

    /// <summary>Whether its source is an address of this host.</summary>
    public bool? IsSourceLocal { get; init; }

    /// <summary>Whether its destination is an address of this host.</summary>
    public bool? IsDestinationLocal { get; init; }

    /// <summary>Whether it came protected by IPsec.</summary>
    public bool? CameByIpsec { get; init; } = false;

    /// <summary>The identifier of the overlay network whose frame it carries.</summary>
    public int? VxlanId { get; init; }

    /// <summary>Returns the packet as any of a protocol between the same addresses: its ports aren't known.</summary>
    public Packet AsAny(IPProtocol protocol) =>
        this with
        {
            Protocol = protocol,
            SourcePort = null,
            DestinationPort = null,
            TcpFlags = protocol == IPProtocol.Tcp ? TcpFlags : [],
        };

    /// <summary>Returns the facts that are certain whichever of two paths a packet took; null if it took neither.</summary>
    public static Packet? Merge(Packet? one, Packet? other) =>
        one is null ? other
        : other is null || one == other ? one
        : one with
        {
            Mark = one.Mark == other.Mark ? one.Mark : null,
            State = one.State == other.State ? one.State : null,
            Source = Equals(one.Source, other.Source) ? one.Source : null,
            SourcePort = one.SourcePort == other.SourcePort ? one.SourcePort : null,
            IsSourceLocal = one.IsSourceLocal == other.IsSourceLocal ? one.IsSourceLocal : null,
            Destination = Equals(one.Destination, other.Destination) ? one.Destination : null,
            DestinationPort = one.DestinationPort == other.DestinationPort ? one.DestinationPort : null,
            IsDestinationRewritten = one.IsDestinationRewritten == other.IsDestinationRewritten ? one.IsDestinationRewritten : null,
            IsDestinationSettled = one.IsDestinationSettled == other.IsDestinationSettled ? one.IsDestinationSettled : null,
            IsDestinationLocal = one.IsDestinationLocal == other.IsDestinationLocal ? one.IsDestinationLocal : null,
        };
}

/// <summary>A packet's state in connection tracking.</summary>
internal enum ConnectionState
{
    /// <summary>It is the first of a connection.</summary>
    New,

    /// <summary>It belongs to a connection that has packets in both directions.</summary>
    Established,

    /// <summary>It begins a connection that another one announced, or is an error message about one.</summary>
    Related,

    /// <summary>It belongs to none, or tracking hasn't looked at it yet.</summary>
    Invalid,

    /// <summary>A rule said that it isn't tracked.</summary>
    Untracked,
}
