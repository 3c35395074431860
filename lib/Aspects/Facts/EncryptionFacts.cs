using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Aspects;

/// <summary>The networks and connections that are, or may be, encrypted.</summary>
/// <param name="Channels">All of them.</param>
internal sealed record EncryptionFacts(IReadOnlyList<Channel> Channels) : AspectFacts
{
    /// <summary>Names of networks that the engine could not allocate: nothing of them is there.</summary>
    public IReadOnlyList<string> NotAllocated { get; init; } = [];

    /// <summary>Addresses of connections that don't stand, and so are none of them.</summary>
    public IReadOnlyList<string> NotEstablished { get; init; } = [];

    /// <summary>Those declared encrypted.</summary>
    public IReadOnlyList<Channel> Secured => [.. Channels.Where(channel => channel.Scheme != EncryptionScheme.None)];

    /// <summary>Of those declared encrypted, the ones that lack something.</summary>
    public IReadOnlyList<Channel> Broken => [.. Secured.Where(channel => channel.State == EncryptionState.NotInForce)];

    /// <summary>Of those declared encrypted, the ones not seen to be in force.</summary>
    public IReadOnlyList<Channel> Unproven =>
        [.. Secured.Where(channel => channel.State is EncryptionState.NotSeen or EncryptionState.NoPeer)];

    /// <summary>Those that nothing encrypts.</summary>
    public IReadOnlyList<Channel> Plain => [.. Channels.Except(Secured)];
}

/// <summary>Networks and connections as packets on the wire showed them.</summary>
/// <param name="Readable">Those declared encrypted, and readable all the same.</param>
/// <param name="Others">The others that a packet was seen of.</param>
/// <param name="Unwatched">Those that no packet was seen of.</param>
internal sealed record WireEncryptionFacts(
    IReadOnlyList<ChannelSighting> Readable,
    IReadOnlyList<ChannelSighting> Others,
    IReadOnlyList<Channel> Unwatched
) : AspectFacts;

/// <summary>A packet of a network or connection on the wire.</summary>
/// <param name="Channel">The network or connection.</param>
/// <param name="Record">The packet's record.</param>
/// <param name="Scheme">What encrypted it; null if that doesn't show.</param>
internal sealed record ChannelSighting(Channel Channel, ProbeRecord Record, EncryptionScheme? Scheme)
{
    /// <summary>Whether it was to be encrypted, and wasn't.</summary>
    public bool IsReadable => Channel.Scheme != EncryptionScheme.None && Scheme == EncryptionScheme.None;
}
