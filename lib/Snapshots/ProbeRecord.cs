namespace NetAudit.Snapshots;

/// <summary>
/// The result of a probe: a few packets sent from inside a container's network namespace, or a network requested from an engine. It is part
/// of the snapshot, so that a probed audit can be repeated. Facts only; rows and evidence have the words.
/// </summary>
public sealed record ProbeRecord
{
    /// <summary>The check.</summary>
    public required ProbeCheck Check { get; init; }

    /// <summary>The id of the solution it was made for.</summary>
    public required string Solution { get; init; }

    /// <summary>The sender; for a requested network the engine.</summary>
    public required ProbePeer From { get; init; }

    /// <summary>The target; null for a requested network, as nothing was sent.</summary>
    public ProbePeer? To { get; init; }

    /// <summary>The packets that were sent, each with what came back of it.</summary>
    public IReadOnlyList<ProbePacket> Packets { get; init; } = [];

    /// <summary>What the replies show.</summary>
    public required ProbeOutcome Outcome { get; init; }

    /// <summary>What the check found; null if it found nothing: no route, or nothing came back.</summary>
    public ProbeFinding? Finding { get; init; }

    /// <summary>Whether nothing was sent, since the kernel has no route to the target.</summary>
    public bool HasNoRoute { get; init; }

    /// <summary>How long an answer was waited for.</summary>
    public TimeSpan Waited { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Took { get; init; }

    /// <summary>Whether both ends are in one network and subnet, so that no router is between them.</summary>
    public bool IsWithinNetwork() => To?.Network is { } other && From.Network is { } own && own.IsSamePlace(other);

    /// <summary>Whether the ends are in different networks or subnets.</summary>
    public bool IsBetweenNetworks() => To?.Network is { } other && From.Network is { } own && !own.IsSamePlace(other);
}

/// <summary>What is checked. The names are those of the aspects that a check is for.</summary>
public enum ProbeCheck
{
    /// <summary>Which containers reach each other.</summary>
    ApplicationIsolation,

    /// <summary>Whether packets can be read between the hosts.</summary>
    EncryptionChannel,

    /// <summary>Whether two networks can have one subnet.</summary>
    IPOverlap,

    /// <summary>Which names a name server resolves.</summary>
    NameService,

    /// <summary>What carries packets between the hosts.</summary>
    NetworkModel,

    /// <summary>The path to each other host.</summary>
    PartialConnectivity,

    /// <summary>The largest packet that crosses.</summary>
    PathMtu,

    /// <summary>Which protocols cross.</summary>
    ProtocolSupport,

    /// <summary>Which vNIC packets leave through.</summary>
    SeparateVnic,

    /// <summary>Whether a network can have the host's own subnet.</summary>
    SubnetRestriction,
}

/// <summary>What a probe's answer means.</summary>
public enum ProbeOutcome
{
    /// <summary>An answer came: it crossed.</summary>
    Reached,

    /// <summary>Nothing came within the time limit.</summary>
    Silent,

    /// <summary>
    /// A router or the sending host's kernel refused it: no route, administratively prohibited; or the engine refused a network.
    /// </summary>
    Refused,

    /// <summary>Seen on the wire (a capture's finding).</summary>
    Seen,

    /// <summary>Looked for on the wire and not seen.</summary>
    NotSeen,

    /// <summary>The probe itself could not be made; the finding says why.</summary>
    Failed,

    /// <summary>The engine made the network, with the driver and subnet that were asked for.</summary>
    Accepted,

    /// <summary>The engine accepted the network, but left it without driver and subnet, so nothing can join it.</summary>
    Unallocated,
}
