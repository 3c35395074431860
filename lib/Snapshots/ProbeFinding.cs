using NetAudit.Model;

namespace NetAudit.Snapshots;

/// <summary>What a check found: one of the kinds below.</summary>
public abstract record ProbeFinding
{
    private protected ProbeFinding() { }

    /// <summary>The kind, by which a snapshot file distinguishes them.</summary>
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

/// <summary>A name server's answer to a question.</summary>
public sealed record NameAnswer : ProbeFinding
{
    /// <inheritdoc />
    public override ProbeFindingKind Kind => ProbeFindingKind.NameAnswer;

    /// <summary>The type of record that was asked for.</summary>
    public required NameRecordType Type { get; init; }

    /// <summary>The name that was asked for; for PTR the address.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// The right answers, any of which counts: addresses, or for PTR the name. Empty if no answer is right, or none is known.
    /// </summary>
    public IReadOnlyList<string> Expected { get; init; } = [];

    /// <summary>Whether the name was made up, so that no server may know it.</summary>
    public bool MustNotExist { get; init; }

    /// <summary>What the answer shows about the name.</summary>
    public required NameResult Result { get; init; }

    /// <summary>The first few addresses or names in the answer.</summary>
    public IReadOnlyList<string> Found { get; init; } = [];

    /// <summary>The server that answered; null if none did.</summary>
    public string? Server { get; init; }

    /// <summary>The answer's response code (RFC 1035); null if no readable answer came.</summary>
    public int? ResponseCode { get; init; }

    /// <summary>The error of the kernel or the DNS library, if no readable answer came; otherwise null.</summary>
    public string? Trouble { get; init; }
}

/// <summary>Types of DNS records that probes ask for.</summary>
public enum NameRecordType
{
    /// <summary>An IPv4 address.</summary>
    A,

    /// <summary>An IPv6 address.</summary>
    AAAA,

    /// <summary>The name of an address.</summary>
    PTR,
}

/// <summary>What an answer shows about a name.</summary>
public enum NameResult
{
    /// <summary>Unknown: no answer came, or nothing was expected.</summary>
    Untold,

    /// <summary>The name resolved to the neighbour.</summary>
    Resolved,

    /// <summary>The name resolved to another address.</summary>
    Other,

    /// <summary>The server doesn't know the name.</summary>
    Unknown,

    /// <summary>A made-up name, which the server rightly doesn't know.</summary>
    Absent,

    /// <summary>A made-up name that got an answer.</summary>
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
    /// Whether the other container's namespace was watched, which distinguishes its answer from one by a stranger with the same address.
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

    /// <summary>The network model that the frame shows; null if it shows none.</summary>
    public NetworkModel? Model { get; init; }

    /// <summary>The encryption that the frame shows; null if it shows none.</summary>
    public EncryptionScheme? Scheme { get; init; }

    /// <summary>Whether the marker was readable in the frame.</summary>
    public bool IsReadable { get; init; }

    /// <summary>The links that were watched.</summary>
    public IReadOnlyList<string> Watched { get; init; } = [];

    /// <summary>How many packets were sent, if none was recognised; 0 if that isn't known.</summary>
    public int Tries { get; init; }

    /// <summary>If none was recognised: the kinds of frames that left for the other host meanwhile and could have hidden it.</summary>
    public IReadOnlyList<WireEncapsulation> CouldHide { get; init; } = [];
}

/// <summary>A frame between two hosts.</summary>
public sealed record WireCarrier
{
    /// <summary>The encapsulation.</summary>
    public required WireEncapsulation Encapsulation { get; init; }

    /// <summary>The VXLAN network identifier, for <see cref="WireEncapsulation.Vxlan"/>.</summary>
    public int? Vni { get; init; }

    /// <summary>The UDP port, if the frame goes over UDP.</summary>
    public int? Port { get; init; }

    /// <summary>The link it left through.</summary>
    public required string Link { get; init; }

    /// <summary>The sending host.</summary>
    public required string Source { get; init; }

    /// <summary>The receiving host.</summary>
    public required string Destination { get; init; }

    /// <summary>Its length in bytes.</summary>
    public int Length { get; init; }
}

/// <summary>Encapsulations of a packet.</summary>
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

    /// <summary>Another host of the solution passed the packet on.</summary>
    Relayed,
}

/// <summary>How large a packet can be and still cross whole.</summary>
public sealed record PathMtu : ProbeFinding
{
    /// <inheritdoc />
    public override ProbeFindingKind Kind => ProbeFindingKind.PathMtu;

    /// <summary>The largest that crosses, in bytes; null if it isn't known.</summary>
    public int? Crosses { get; init; }

    /// <summary>The smallest that doesn't; null if every packet crosses that the vNIC lets out.</summary>
    public int? TooLarge { get; init; }

    /// <summary>
    /// Whether an ICMP message reported to the sender that larger ones are too long, so that it sends shorter ones; null if not checked.
    /// </summary>
    public bool? IsTold { get; init; }

    /// <summary>Whether a packet of the vNIC's MTU crosses if it may be fragmented; null if none was sent.</summary>
    public bool? CrossesInFragments { get; init; }

    /// <summary>The vNIC's MTU.</summary>
    public required int LinkMtu { get; init; }
}

/// <summary>The vNIC that a packet left through.</summary>
public sealed record VnicUsed : ProbeFinding
{
    /// <inheritdoc />
    public override ProbeFindingKind Kind => ProbeFindingKind.VnicUsed;

    /// <summary>The vNIC's name; null if the packet left through none of those watched.</summary>
    public string? Link { get; init; }

    /// <summary>The links that were watched.</summary>
    public IReadOnlyList<string> Watched { get; init; } = [];
}
