using NetAudit.Snapshots;

namespace NetAudit.Probes;

/// <summary>A step of a probe: the packets that it sends. One of the kinds below.</summary>
/// <param name="Ends">The check and the two ends.</param>
public abstract record ProbeStep(ProbeEnds Ends)
{
    /// <summary>The check.</summary>
    public ProbeCheck Check => Ends.Check;

    /// <summary>The id of the solution that the check is for.</summary>
    public string Solution => Ends.Solution;

    /// <summary>The network namespace it is sent from: "/proc/407/ns/net".</summary>
    public string NamespaceFile => Ends.NamespaceFile;

    /// <summary>Where from.</summary>
    public ProbePeer From => Ends.From;

    /// <summary>Where to.</summary>
    public ProbePeer To => Ends.To;

    /// <summary>The address that the packets go to.</summary>
    public virtual string Target => To.Address!;

    /// <summary>Whether links between hosts are watched meanwhile, so that nothing else may be sent over them.</summary>
    public virtual bool IsWatched => false;

    /// <summary>Whether the step awaits silence, which takes the whole time limit. Such steps run at the same time.</summary>
    internal virtual bool AwaitsSilence => false;
}

/// <summary>Links of this host that are watched.</summary>
/// <param name="Namespace">The host's network namespace.</param>
/// <param name="Links">The links to watch if the other host isn't known; otherwise the link to it is watched.</param>
internal sealed record WatchedHost(string Namespace, IReadOnlyList<string> Links);

/// <summary>The check and the two ends of a step.</summary>
public sealed record ProbeEnds
{
    /// <summary>The check.</summary>
    public required ProbeCheck Check { get; init; }

    /// <summary>The id of the solution that the check is for.</summary>
    public required string Solution { get; init; }

    /// <summary>The network namespace it is sent from: "/proc/407/ns/net".</summary>
    public required string NamespaceFile { get; init; }

    /// <summary>Where from.</summary>
    public required ProbePeer From { get; init; }

    /// <summary>The target. Packets go to its address, apart from those to many.</summary>
    public required ProbePeer To { get; init; }
}

/// <summary>A question to a name server.</summary>
/// <param name="Ends">The check and the two ends.</param>
/// <param name="Question">The question.</param>
internal sealed record NameStep(ProbeEnds Ends, NameQuestion Question) : ProbeStep(Ends);

/// <summary>Packets of several protocols, or one packet to many hosts.</summary>
/// <param name="Ends">The check and the two ends.</param>
/// <param name="Delivery">How they are sent.</param>
/// <param name="OtherNamespace">The target's network namespace; null if it is on another host.</param>
internal sealed record ProtocolStep(ProbeEnds Ends, ProtocolDelivery Delivery, string? OtherNamespace) : ProbeStep(Ends)
{
    /// <summary>The sender's address; null if the kernel chooses.</summary>
    public string? Source { get; init; }

    /// <summary>The group's or broadcast address; null for unicast, and for frames without IP addresses.</summary>
    public string? GroupAddress { get; init; }

    /// <summary>
    /// The links watched to see whether it leaves for the other host; null: the target's namespace is watched for its arrival.
    /// </summary>
    public WatchedHost? Watched { get; init; }

    /// <inheritdoc />
    public override bool IsWatched => Watched is not null;

    /// <inheritdoc />
    public override string Target => GroupAddress ?? base.Target;
}

/// <summary>How packets of a protocol's check are sent.</summary>
internal enum ProtocolDelivery
{
    /// <summary>One of each protocol, to the target.</summary>
    Unicast,

    /// <summary>An ICMPv6 echo request, to the target.</summary>
    EchoOverIPv6,

    /// <summary>UDP to all hosts of the link.</summary>
    Multicast,

    /// <summary>UDP to the subnet's broadcast address.</summary>
    Broadcast,

    /// <summary>A broadcast Ethernet frame with an EtherType that no host speaks.</summary>
    Foreign,
}

/// <summary>Packets to a container that should be reached, or should not.</summary>
/// <param name="Ends">The check and the two ends.</param>
/// <param name="IsApart">Whether the two are in different networks or subnets.</param>
/// <param name="OtherNamespace">The target's network namespace; null if it is on another host.</param>
internal sealed record IsolationStep(ProbeEnds Ends, bool IsApart, string? OtherNamespace) : ProbeStep(Ends)
{
    /// <inheritdoc />
    internal override bool AwaitsSilence => IsApart;
}

/// <summary>Echo requests with hop limits of 1, 2, 3…; a single one to another host itself.</summary>
/// <param name="Ends">The check and the two ends.</param>
/// <param name="Hops">The largest hop limit; 0 for another host itself.</param>
/// <param name="Peers">Addresses of the solution's other hosts.</param>
internal sealed record HopStep(ProbeEnds Ends, int Hops, IReadOnlyList<string> Peers) : ProbeStep(Ends);

/// <summary>Echo requests that may not be fragmented.</summary>
/// <param name="Ends">The check and the two ends.</param>
/// <param name="LinkMtu">The vNIC's MTU.</param>
internal sealed record MtuStep(ProbeEnds Ends, int LinkMtu) : ProbeStep(Ends);

/// <summary>An echo request while the container's links are watched.</summary>
/// <param name="Ends">The check and the two ends.</param>
internal sealed record VnicStep(ProbeEnds Ends) : ProbeStep(Ends);

/// <summary>Echo requests while the host's links are watched.</summary>
/// <param name="Ends">The check and the two ends.</param>
/// <param name="HostNamespace">The host's network namespace.</param>
/// <param name="Hops">Their hop limit.</param>
/// <param name="Links">The links to watch if the other host isn't known.</param>
internal sealed record WireStep(ProbeEnds Ends, string HostNamespace, int Hops, IReadOnlyList<string> Links) : ProbeStep(Ends)
{
    /// <inheritdoc />
    public override bool IsWatched => true;
}
