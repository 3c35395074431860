using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>A container on a solution.</summary>
/// <param name="Container">The container.</param>
/// <param name="Network">
/// The engine's network, or null if the engine doesn't know (attach, proxy, calicoctl, docker0 under Flannel is known).
/// </param>
/// <param name="LinkName">The vNIC inside: "eth0", "ethwe", or null if the namespace was not seen.</param>
/// <param name="Addresses">Its addresses on the solution, without prefix length.</param>
public sealed record Attachment(Container Container, Network? Network, string? LinkName, IReadOnlyList<string> Addresses);

/// <summary>What carries packets between hosts.</summary>
/// <param name="Model">The network model.</param>
/// <param name="Path">How.</param>
/// <param name="Basis">What it rests on.</param>
/// <param name="Evidence">What shows it.</param>
public sealed record Carrier(NetworkModel Model, CarrierPath Path, Basis Basis, IReadOnlyList<Evidence> Evidence);

/// <summary>An outside store.</summary>
/// <param name="Kind">What it is: "etcd", "the Kubernetes API".</param>
/// <param name="Address">Its address; null if it isn't known.</param>
/// <param name="Basis">What it rests on.</param>
/// <param name="Evidence">What shows it.</param>
public sealed record Store(string Kind, string? Address, Basis Basis, IReadOnlyList<Evidence> Evidence)
{
    internal const string Etcd = "etcd";
    internal const string KubernetesApi = "the Kubernetes API";

    /// <summary>The networks that need it; empty if all do.</summary>
    public IReadOnlyList<string> Networks { get; init; } = [];
}

/// <summary>The holder of a solution's state if there is no outside store.</summary>
public enum StateKeeper
{
    /// <summary>Its own peers.</summary>
    Peers,

    /// <summary>The swarm's managers.</summary>
    SwarmManagers,

    /// <summary>The engine, for itself alone.</summary>
    Engine,
}

/// <summary>A solution's own name service.</summary>
/// <param name="Name">What it is called: "WeaveDNS".</param>
/// <param name="Addresses">Addresses it answers on.</param>
/// <param name="Domain">Its domain without final dot, or null.</param>
/// <param name="Enabled">Whether it is on.</param>
/// <param name="Evidence">What shows it.</param>
public sealed record NameServer(
    string Name,
    IReadOnlyList<string> Addresses,
    string? Domain,
    bool Enabled,
    IReadOnlyList<Evidence> Evidence
);

/// <summary>The isolation of containers.</summary>
/// <param name="Schema">The schema; null if the facts that were seen don't show it.</param>
/// <param name="Sign">The sign by which it is known, or why it isn't.</param>
/// <param name="Basis">What it rests on.</param>
/// <param name="Evidence">What shows it.</param>
public sealed record Isolation(IsolationSchema? Schema, IsolationSign Sign, Basis Basis, IReadOnlyList<Evidence> Evidence)
{
    /// <summary>Names of the chains, networks with their VNIs, or subnets that isolate or are isolated.</summary>
    public IReadOnlyList<string> Parts { get; init; } = [];

    /// <summary>Names of networks that the engine declares, and the kernel of this host has not set up.</summary>
    public IReadOnlyList<string> NotSetUp { get; init; } = [];

    /// <summary>Whether the engine's rules isolate its own bridges: that is within this host, and not done by the solution.</summary>
    internal bool AreOwnBridgesApart { get; init; }

    /// <summary>Profiles: whether rules that drop what no profile accepted were seen.</summary>
    internal bool DropsRest { get; init; }
}

/// <summary>The sign by which isolation is known, or why it is unknown.</summary>
public enum IsolationSign
{
    /// <summary>Chains of policies.</summary>
    PolicyChains,

    /// <summary>Chains of profiles.</summary>
    ProfileChains,

    /// <summary>No chain of either.</summary>
    NoChain,

    /// <summary>A policy controller's chains beside the solution.</summary>
    OtherController,

    /// <summary>Other hosts' subnets are routed to, and no rule isolates them.</summary>
    RoutedFreely,

    /// <summary>Networks, each with a bridge and VNI in a namespace of its own.</summary>
    NetworkNamespaces,

    /// <summary>Networks, each declared with a VNI of its own.</summary>
    DeclaredNetworks,

    /// <summary>A single network, so there is no other one to isolate it from.</summary>
    SingleNetwork,

    /// <summary>Subnets on one bridge, with nothing else between them.</summary>
    Subnets,

    /// <summary>A single subnet, so there is no other one to isolate it from.</summary>
    SingleSubnet,
}

/// <summary>The protocols that the rules allow or drop.</summary>
/// <param name="Protocols">
/// <see cref="IPProtocol.Any"/> alone, or the protocols that the rules name; empty if the rules don't show it.
/// </param>
/// <param name="Sign">The sign by which they are known, or why they aren't.</param>
/// <param name="Evidence">The rules.</param>
public sealed record ProtocolRules(IReadOnlyList<IPProtocol> Protocols, ProtocolSign Sign, IReadOnlyList<Evidence> Evidence)
{
    /// <summary>How many rules show it; 0 if they aren't counted.</summary>
    public int RuleCount { get; init; }

    /// <summary>Protocols that rules drop.</summary>
    public IReadOnlyList<IPProtocol> Dropped { get; init; } = [];

    /// <summary>Whether each accepting rule is a profile's and accepts from its own members only.</summary>
    internal bool IsWithinProfile { get; init; }
}

/// <summary>The sign by which the rules' protocols are known, or why they are unknown.</summary>
public enum ProtocolSign
{
    /// <summary>Accepting rules that name no protocol.</summary>
    AcceptedUnnamed,

    /// <summary>Accepting rules that name protocols.</summary>
    AcceptedNamed,

    /// <summary>Rules that accept the whole network on a layer 3 path.</summary>
    AcceptedNetwork,

    /// <summary>A rule that accepts the bridge's frames.</summary>
    AcceptedFrames,

    /// <summary>No accepting rule of a profile or policy was seen.</summary>
    NoAcceptingRule,

    /// <summary>No rule of the solution's own that accepts was seen.</summary>
    NoOwnRule,

    /// <summary>Frames are bridged in a namespace of their own, so the host's rules don't see them.</summary>
    BridgedElsewhere,

    /// <summary>No path to another host was seen.</summary>
    NoPath,

    /// <summary>A rule on the path has a match that isn't understood here.</summary>
    NotUnderstood,

    /// <summary>Rules on the path drop all packets from and to other hosts.</summary>
    AllDropped,

    /// <summary>Rules on the path drop some protocols.</summary>
    SomeDropped,

    /// <summary>Rules on the path drop packets to ports that aren't published.</summary>
    PortsDropped,
}
