using NetAudit.Model;

namespace NetAudit.Solutions;

/// <summary>A network or connection, and its encryption.</summary>
/// <param name="Subject">The network or connection.</param>
/// <param name="Scheme">The encryption scheme.</param>
/// <param name="Basis">How sure it is.</param>
/// <param name="Evidence">The evidence for it.</param>
public sealed record Channel(ChannelSubject Subject, EncryptionScheme Scheme, Basis Basis, IReadOnlyList<Evidence> Evidence)
{
    /// <summary>
    /// Its name in messages: "network ovenc", "connection to node2". No code parses it; code compares <see cref="Subject"/>.
    /// </summary>
    public string Name => Subject.Name;

    /// <summary>The sign that shows it; null if there is nothing more to say.</summary>
    public ChannelSign? Sign { get; init; }

    /// <summary>Whether the encryption is in force; no meaning without encryption.</summary>
    public EncryptionState State { get; init; } = EncryptionState.InForce;

    /// <summary>The fate of its packets if its encryption isn't in force.</summary>
    public UnprotectedPackets Unprotected { get; init; }

    /// <summary>Whether it carries what containers send; the agents' own connections don't.</summary>
    public bool CarriesData => Subject is not StoreConnection;
}

/// <summary>Whether an encryption that is declared is in force.</summary>
public enum EncryptionState
{
    /// <summary>The kernel has all that it needs.</summary>
    InForce,

    /// <summary>A part is missing: packets are lost, or leave unencrypted.</summary>
    NotInForce,

    /// <summary>The facts that were seen don't show it.</summary>
    NotSeen,

    /// <summary>No other host takes part yet, so there is nothing to encrypt, and no states or policies for it.</summary>
    NoPeer,
}

/// <summary>The fate of packets whose encryption is declared and not in force.</summary>
public enum UnprotectedPackets
{
    /// <summary>They are lost, or leave unencrypted; the facts don't show which.</summary>
    Unknown,

    /// <summary>Nothing crosses: the kernel must encrypt them, and can't.</summary>
    Lost,

    /// <summary>They leave unencrypted: no policy makes the kernel encrypt them.</summary>
    LeaveInClear,

    /// <summary>They are encrypted, and unencrypted packets from other hosts are accepted.</summary>
    ComeInClear,
}

/// <summary>What a channel is: one of the kinds below.</summary>
public abstract record ChannelSubject
{
    private protected ChannelSubject() { }

    /// <summary>Its name in messages.</summary>
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

/// <summary>Connections that aren't established now, as the agent would make them.</summary>
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
/// <param name="Model">The model that carries it if a solution has several; null: it has one.</param>
public sealed record DataPath(NetworkModel? Model) : ChannelSubject
{
    /// <inheritdoc />
    public override string Name => Model is { } model ? $"{model.Name()} data path" : "data path";
}
