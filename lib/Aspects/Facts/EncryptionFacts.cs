using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Aspects;

/// <summary>The networks and connections that are, or may be, encrypted.</summary>
/// <param name="Channels">All of these networks and connections.</param>
internal sealed record EncryptionFacts(IReadOnlyList<Channel> Channels) : AspectFacts
{
    /// <summary>Names of networks that the engine could not allocate. They don't exist on this host.</summary>
    public IReadOnlyList<string> NotAllocated { get; init; } = [];

    /// <summary>Addresses of connections that aren't established. They are not among the channels.</summary>
    public IReadOnlyList<string> NotEstablished { get; init; } = [];

    /// <summary>The channels that are declared encrypted.</summary>
    public IReadOnlyList<Channel> Secured => [.. Channels.Where(channel => channel.Scheme != EncryptionScheme.None)];

    /// <summary>Channels declared encrypted that lack something that encryption needs.</summary>
    public IReadOnlyList<Channel> Broken => [.. Secured.Where(channel => channel.State == EncryptionState.NotInForce)];

    /// <summary>Channels declared encrypted whose encryption was not seen in force.</summary>
    public IReadOnlyList<Channel> Unproven =>
        [.. Secured.Where(channel => channel.State is EncryptionState.NotSeen or EncryptionState.NoPeer)];

    /// <summary>The channels that nothing encrypts.</summary>
    public IReadOnlyList<Channel> Plain => [.. Channels.Except(Secured)];
}

/// <summary>Networks and connections as packets on the wire showed them.</summary>
/// <param name="Readable">Channels that are declared encrypted, and whose packets were readable all the same.</param>
/// <param name="Others">The other channels of which a packet was seen.</param>
/// <param name="Unwatched">Channels of which no packet was seen.</param>
internal sealed record WireEncryptionFacts(
    IReadOnlyList<ChannelSighting> Readable,
    IReadOnlyList<ChannelSighting> Others,
    IReadOnlyList<Channel> Unwatched
) : AspectFacts;

/// <summary>A packet of a network or connection on the wire.</summary>
/// <param name="Channel">The network or connection.</param>
/// <param name="Record">The packet's record.</param>
/// <param name="Scheme">What encrypted it; null if the packet doesn't show that.</param>
internal sealed record ChannelSighting(Channel Channel, ProbeRecord Record, EncryptionScheme? Scheme)
{
    /// <summary>Whether it should have been encrypted and wasn't.</summary>
    public bool IsReadable => Channel.Scheme != EncryptionScheme.None && Scheme == EncryptionScheme.None;
}
