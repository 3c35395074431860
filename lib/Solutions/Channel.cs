using NetAudit.Model;

namespace NetAudit.Solutions;

/// <summary>A network or connection, and its encryption.</summary>
/// <param name="Subject">What it is.</param>
/// <param name="Scheme">What encrypts it.</param>
/// <param name="Basis">What it rests on.</param>
/// <param name="Evidence">What shows it.</param>
public sealed record Channel(ChannelSubject Subject, EncryptionScheme Scheme, Basis Basis, IReadOnlyList<Evidence> Evidence)
{
    /// <summary>
    /// Its name for people: "network ovenc", "connection to node2". Nothing reads it back: <see cref="Subject"/> is what code compares.
    /// </summary>
    public string Name => Subject.Name;

    /// <summary>The sign that shows it; null if there is nothing more to say.</summary>
    public ChannelSign? Sign { get; init; }

    /// <summary>Whether the encryption is in force; has no meaning where nothing encrypts it.</summary>
    public EncryptionState State { get; init; } = EncryptionState.InForce;

    /// <summary>What becomes of its packets where its encryption isn't in force.</summary>
    public UnprotectedPackets Unprotected { get; init; }

    /// <summary>Whether it carries what containers send; the agents' own connections don't.</summary>
    public bool CarriesData => Subject is not StoreConnection;
}

/// <summary>Whether an encryption that is declared is in force.</summary>
public enum EncryptionState
{
    /// <summary>All that it needs stands.</summary>
    InForce,

    /// <summary>Something that it needs is missing: packets are lost, or go unencrypted.</summary>
    NotInForce,

    /// <summary>It was not seen whether it is.</summary>
    NotSeen,

    /// <summary>No other host takes part yet: there is nothing to encrypt, and so nothing that stands for it.</summary>
    NoPeer,
}

/// <summary>What becomes of packets whose encryption is declared and not in force.</summary>
public enum UnprotectedPackets
{
    /// <summary>They are lost, or go unencrypted: which one was not seen.</summary>
    Unknown,

    /// <summary>Nothing crosses: the kernel must encrypt them, and can't.</summary>
    Lost,

    /// <summary>They leave unencrypted: no policy makes the kernel encrypt them.</summary>
    LeaveInClear,

    /// <summary>They are encrypted, and those that others send unencrypted are let in.</summary>
    ComeInClear,
}

/// <summary>What a channel is: one of the kinds below.</summary>
public abstract record ChannelSubject
{
    private protected ChannelSubject() { }

    /// <summary>Its name for people.</summary>
    public abstract string Name { get; }
}

/// <summary>A network of the engine's.</summary>
/// <param name="Network">The network's name.</param>
public sealed record NetworkChannel(string Network) : ChannelSubject
{
    /// <inheritdoc />
    public override string Name => $"network {Network}";
}

/// <summary>A connection to another peer.</summary>
/// <param name="Peer">The peer's name, or its address.</param>
/// <param name="Host">The address of the host that it leads to; null if it isn't known.</param>
public sealed record PeerConnection(string Peer, string? Host) : ChannelSubject
{
    /// <inheritdoc />
    public override string Name => $"connection to {Peer}";
}

/// <summary>Connections that don't stand now, as the agent would make them.</summary>
public sealed record FutureConnections : ChannelSubject
{
    /// <inheritdoc />
    public override string Name => "connections to be";
}

/// <summary>An agent's own connection to the store it keeps its state in.</summary>
/// <param name="Agent">The agent: "flanneld".</param>
/// <param name="Store">The store: "etcd".</param>
public sealed record StoreConnection(string Agent, string Store) : ChannelSubject
{
    /// <inheritdoc />
    public override string Name => $"{Agent} to {Store}";
}

/// <summary>All that goes to other hosts.</summary>
/// <param name="Model">What carries it, where a solution has several ways; null: it is one.</param>
public sealed record DataPath(NetworkModel? Model) : ChannelSubject
{
    /// <inheritdoc />
    public override string Name => Model is { } model ? $"{model.Name()} data path" : "data path";
}
