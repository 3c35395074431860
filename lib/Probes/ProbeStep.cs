using NetAudit.Snapshots;

namespace NetAudit.Probes;

/// <summary>Something that a probe would send: one of the kinds below.</summary>
/// <param name="Ends">What it is for, from where to where.</param>
public abstract record ProbeStep(ProbeEnds Ends)
{
    /// <summary>The check.</summary>
    public ProbeCheck Check => Ends.Check;

    /// <summary>The id of the solution it is made for.</summary>
    public string Solution => Ends.Solution;

    /// <summary>The network namespace it is sent from: "/proc/407/ns/net".</summary>
    public string NamespaceFile => Ends.NamespaceFile;

    /// <summary>Where from.</summary>
    public ProbePeer From => Ends.From;

    /// <summary>Where to.</summary>
    public ProbePeer To => Ends.To;

    /// <summary>The address that the packets go to.</summary>
    public virtual string Target => To.Address!;

    /// <summary>Whether links between hosts are watched meanwhile, so that nothing else may be sent there.</summary>
    public virtual bool IsWatched => false;

    /// <summary>Whether silence is what is waited for, which takes the whole time: such steps don't wait for each other.</summary>
    internal virtual bool AwaitsSilence => false;
}

/// <summary>Links of this host that are watched.</summary>
/// <param name="Namespace">The host's network namespace.</param>
/// <param name="Links">The links, where the other host isn't known; else the one that leads there is.</param>
internal sealed record WatchedHost(string Namespace, IReadOnlyList<string> Links);

/// <summary>What a step is for, from where to where.</summary>
public sealed record ProbeEnds
{
    /// <summary>The check.</summary>
    public required ProbeCheck Check { get; init; }

    /// <summary>The id of the solution it is made for.</summary>
    public required string Solution { get; init; }

    /// <summary>The network namespace it is sent from: "/proc/407/ns/net".</summary>
    public required string NamespaceFile { get; init; }

    /// <summary>Where from.</summary>
    public required ProbePeer From { get; init; }

    /// <summary>Where to; its address is where the packets go, but for those to many.</summary>
    public required ProbePeer To { get; init; }
}

/// <summary>A question to a name server.</summary>
/// <param name="Ends">From where to where.</param>
/// <param name="Question">The question.</param>
internal sealed record NameStep(ProbeEnds Ends, NameQuestion Question) : ProbeStep(Ends);

/// <summary>Packets of some protocols, or one to many.</summary>
/// <param name="Ends">From where to where.</param>
/// <param name="Delivery">How they are sent.</param>
/// <param name="OtherNamespace">The target's network namespace; null if it is on another host.</param>
internal sealed record ProtocolStep(ProbeEnds Ends, ProtocolDelivery Delivery, string? OtherNamespace) : ProbeStep(Ends)
{
    /// <summary>The sender's address; null if the kernel chooses.</summary>
    public string? Source { get; init; }

    /// <summary>The group's or broadcast address; null for unicast, and for what has no address of IP.</summary>
    public string? GroupAddress { get; init; }

    /// <summary>Where it is watched whether it leaves for the other host; null: it is watched for in the target's namespace.</summary>
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

    /// <summary>An Ethernet frame of a protocol that nothing speaks, to all on the link.</summary>
    Foreign,
}

/// <summary>Packets to one that is to be reached, or is not to be.</summary>
/// <param name="Ends">From where to where.</param>
/// <param name="IsApart">Whether the two are in different networks or subnets.</param>
/// <param name="OtherNamespace">The target's network namespace; null if it is on another host.</param>
internal sealed record IsolationStep(ProbeEnds Ends, bool IsApart, string? OtherNamespace) : ProbeStep(Ends)
{
    /// <inheritdoc />
    internal override bool AwaitsSilence => IsApart;
}

/// <summary>Echo requests that may go 1, 2, 3… hops; to another host itself a single one.</summary>
/// <param name="Ends">From where to where.</param>
/// <param name="Hops">How many; 0 to another host itself.</param>
/// <param name="Peers">Addresses of the solution's other hosts.</param>
internal sealed record HopStep(ProbeEnds Ends, int Hops, IReadOnlyList<string> Peers) : ProbeStep(Ends);

/// <summary>Echo requests that may not be fragmented.</summary>
/// <param name="Ends">From where to where.</param>
/// <param name="LinkMtu">The vNIC's MTU.</param>
internal sealed record MtuStep(ProbeEnds Ends, int LinkMtu) : ProbeStep(Ends);

/// <summary>An echo request while the container's links are watched.</summary>
/// <param name="Ends">From where to where.</param>
internal sealed record VnicStep(ProbeEnds Ends) : ProbeStep(Ends);

/// <summary>Echo requests while the host's links are watched.</summary>
/// <param name="Ends">From where to where.</param>
/// <param name="HostNamespace">The host's network namespace.</param>
/// <param name="Hops">The hops that they may go.</param>
/// <param name="Links">The links to watch where the other host isn't known.</param>
internal sealed record WireStep(ProbeEnds Ends, string HostNamespace, int Hops, IReadOnlyList<string> Links) : ProbeStep(Ends)
{
    /// <inheritdoc />
    public override bool IsWatched => true;
}
