using NetAudit.Model;

namespace NetAudit.Snapshots;

/// <summary>What a check found: one of the kinds below.</summary>
public abstract record ProbeFinding
{
    private protected ProbeFinding() { }

    /// <summary>Which kind it is; a snapshot's file distinguishes them by it.</summary>
    public abstract ProbeFindingKind Kind { get; }
}

/// <summary>The kinds of findings.</summary>
public enum ProbeFindingKind
{
    /// <summary><see cref="NameAnswer"/>.</summary>
    NameAnswer,

    /// <summary><see cref="ProtocolAnswer"/>.</summary>
    ProtocolAnswer,

    /// <summary><see cref="IsolationAnswer"/>.</summary>
    IsolationAnswer,

    /// <summary><see cref="WireSighting"/>.</summary>
    WireSighting,

    /// <summary><see cref="HopTrace"/>.</summary>
    HopTrace,

    /// <summary><see cref="PathMtu"/>.</summary>
    PathMtu,

    /// <summary><see cref="VnicUsed"/>.</summary>
    VnicUsed,

    /// <summary><see cref="NetworkTried"/>.</summary>
    NetworkTried,
}

/// <summary>What a name server said to a question.</summary>
public sealed record NameAnswer : ProbeFinding
{
    /// <inheritdoc />
    public override ProbeFindingKind Kind => ProbeFindingKind.NameAnswer;

    /// <summary>The type of record that was asked for.</summary>
    public required NameRecordType Type { get; init; }

    /// <summary>The name that was asked for; for PTR the address.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// A right answer has one of these: addresses, or for PTR the name; empty if no answer is right, or where it isn't known.
    /// </summary>
    public IReadOnlyList<string> Expected { get; init; } = [];

    /// <summary>Whether it is a name that no server may know.</summary>
    public bool MustNotExist { get; init; }

    /// <summary>What the answer shows about the name.</summary>
    public required NameResult Result { get; init; }

    /// <summary>The first few addresses or names in the answer.</summary>
    public IReadOnlyList<string> Found { get; init; } = [];

    /// <summary>Who answered; null if nobody did.</summary>
    public string? Server { get; init; }

    /// <summary>The answer's response code (RFC 1035); null if none came that can be read.</summary>
    public int? ResponseCode { get; init; }

    /// <summary>What the kernel or the DNS library said where no answer came or none that can be read; null elsewhere.</summary>
    public string? Trouble { get; init; }
}

/// <summary>Types of records that are asked for.</summary>
public enum NameRecordType
{
    /// <summary>An IPv4 address.</summary>
    A,

    /// <summary>An IPv6 address.</summary>
    AAAA,

    /// <summary>The name of an address.</summary>
    PTR,
}

/// <summary>What an answer makes of a name.</summary>
public enum NameResult
{
    /// <summary>Unknown: no answer came, or nothing was expected.</summary>
    Untold,

    /// <summary>It led to the neighbour.</summary>
    Resolved,

    /// <summary>It led elsewhere.</summary>
    Other,

    /// <summary>It isn't known there.</summary>
    Unknown,

    /// <summary>It must not exist, and isn't known.</summary>
    Absent,

    /// <summary>It must not exist, and got an answer.</summary>
    MadeUp,
}

/// <summary>Whether a protocol crossed.</summary>
public sealed record ProtocolAnswer : ProbeFinding
{
    /// <inheritdoc />
    public override ProbeFindingKind Kind => ProbeFindingKind.ProtocolAnswer;

    /// <summary>The protocol.</summary>
    public required ProbeProtocol Protocol { get; init; }
}

/// <summary>Whether two containers reach each other.</summary>
public sealed record IsolationAnswer : ProbeFinding
{
    /// <inheritdoc />
    public override ProbeFindingKind Kind => ProbeFindingKind.IsolationAnswer;

    /// <summary>
    /// Whether the other container was watched, so that an answer of a stranger with its address is distinguished from its own.
    /// </summary>
    public required bool IsWatched { get; init; }
}

/// <summary>What was seen on the host's links while a marked packet crossed.</summary>
public sealed record WireSighting : ProbeFinding
{
    /// <inheritdoc />
    public override ProbeFindingKind Kind => ProbeFindingKind.WireSighting;

    /// <summary>The frame that carried it; null if none was recognised.</summary>
    public WireCarrier? Carrier { get; init; }

    /// <summary>The network model that shows; null if it doesn't.</summary>
    public NetworkModel? Model { get; init; }

    /// <summary>The encryption that shows; null if it doesn't.</summary>
    public EncryptionScheme? Scheme { get; init; }

    /// <summary>Whether the marker could be read in it.</summary>
    public bool IsReadable { get; init; }

    /// <summary>The links that were watched.</summary>
    public IReadOnlyList<string> Watched { get; init; } = [];

    /// <summary>How many packets were sent, where none was recognised; 0 where that isn't known.</summary>
    public int Tries { get; init; }

    /// <summary>Where none was recognised: the kinds of frames that left for there meanwhile, and could have hidden it.</summary>
    public IReadOnlyList<WireEncapsulation> CouldHide { get; init; } = [];
}

/// <summary>A frame between two hosts.</summary>
public sealed record WireCarrier
{
    /// <summary>What is around the packet.</summary>
    public required WireEncapsulation Encapsulation { get; init; }

    /// <summary>The VXLAN network identifier, of <see cref="WireEncapsulation.Vxlan"/>.</summary>
    public int? Vni { get; init; }

    /// <summary>The UDP port, of what goes by UDP.</summary>
    public int? Port { get; init; }

    /// <summary>The link that it left by.</summary>
    public required string Link { get; init; }

    /// <summary>The sending host.</summary>
    public required string Source { get; init; }

    /// <summary>The receiving host.</summary>
    public required string Destination { get; init; }

    /// <summary>Its length in bytes.</summary>
    public int Length { get; init; }
}

/// <summary>What can be around a packet.</summary>
public enum WireEncapsulation
{
    /// <summary>Nothing.</summary>
    Plain,

    /// <summary>VXLAN.</summary>
    Vxlan,

    /// <summary>Flannel's UDP.</summary>
    FlannelUdp,

    /// <summary>Weave's sleeve.</summary>
    Sleeve,

    /// <summary>WireGuard.</summary>
    WireGuard,

    /// <summary>ESP.</summary>
    Esp,

    /// <summary>IP in IP.</summary>
    IPInIP,
}

/// <summary>The path to something on another host; each packet of the record may go one hop further than the one before.</summary>
public sealed record HopTrace : ProbeFinding
{
    /// <inheritdoc />
    public override ProbeFindingKind Kind => ProbeFindingKind.HopTrace;

    /// <summary>The kind of path.</summary>
    public required HopWay Way { get; init; }
}

/// <summary>Kinds of paths to something on another host.</summary>
public enum HopWay
{
    /// <summary>No router was on it.</summary>
    Bridged,

    /// <summary>Routers were on it.</summary>
    Routed,

    /// <summary>Another host of the solution's passed it on.</summary>
    Relayed,
}

/// <summary>How large a packet crosses whole.</summary>
public sealed record PathMtu : ProbeFinding
{
    /// <inheritdoc />
    public override ProbeFindingKind Kind => ProbeFindingKind.PathMtu;

    /// <summary>The largest that crosses, in bytes; null if it isn't known.</summary>
    public int? Crosses { get; init; }

    /// <summary>The smallest that doesn't; null if all cross that the vNIC lets out.</summary>
    public int? TooLarge { get; init; }

    /// <summary>
    /// Whether an ICMP message reported to the sender that larger ones are too long, so that it sends shorter ones; null if nobody looked.
    /// </summary>
    public bool? IsTold { get; init; }

    /// <summary>Whether one of the vNIC's MTU crosses where it may be split; null if none was sent.</summary>
    public bool? CrossesInFragments { get; init; }

    /// <summary>The vNIC's MTU.</summary>
    public required int LinkMtu { get; init; }
}

/// <summary>The vNIC that a packet left by.</summary>
public sealed record VnicUsed : ProbeFinding
{
    /// <inheritdoc />
    public override ProbeFindingKind Kind => ProbeFindingKind.VnicUsed;

    /// <summary>The vNIC's name; null if it left by none of those that were watched.</summary>
    public string? Link { get; init; }

    /// <summary>The links that were watched.</summary>
    public IReadOnlyList<string> Watched { get; init; } = [];
}
