using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>
/// A solution's state on a host. Its detector in Solutions/ finds it, and the observers in Aspects/ read it without knowing which solution
/// it is. A null member was not seen; an empty list was seen and is empty.
/// </summary>
public sealed record Footprint
{
    /// <summary>The solution's name, as editions spell it: "DockerOverlay".</summary>
    public required string Solution { get; init; }

    /// <summary>The backend: "vxlan", "swarm", "sleeve"; null if it is unknown.</summary>
    public string? Backend { get; init; }

    /// <summary>The solution's version, or null.</summary>
    public string? Version { get; init; }

    /// <summary>Its state.</summary>
    public required SolutionState State { get; init; }

    /// <summary>The fate of packets to other hosts once its agent is gone.</summary>
    public PathWithoutAgent WithoutAgent { get; init; }

    /// <summary>How sure the detection is.</summary>
    public required Confidence Confidence { get; init; }

    /// <summary>The evidence that it is there.</summary>
    public required IReadOnlyList<Evidence> Evidence { get; init; }

    /// <summary>The engine's networks that belong to it.</summary>
    public IReadOnlyList<Network> Networks { get; init; } = [];

    /// <summary>Subnets from which it gives container addresses on this host, in CIDR form, each with its evidence.</summary>
    public IReadOnlyList<OwnedSubnet> Subnets { get; init; } = [];

    /// <summary>Containers on it, with the vNIC that joins them to it.</summary>
    public IReadOnlyList<Attachment> Attachments { get; init; } = [];

    /// <summary>What carries packets to other hosts; null: not seen.</summary>
    public IReadOnlyList<Carrier>? Carriers { get; init; }

    /// <summary>Networks or connections that are, or may be, encrypted; null: not seen.</summary>
    public IReadOnlyList<Channel>? Channels { get; init; }

    /// <summary>
    /// Addresses of connections that its agent tries and that aren't established: nothing shows how they would be encrypted.
    /// </summary>
    internal IReadOnlyList<string> NotEstablished { get; init; } = [];

    /// <summary>The outside stores of its state; null: not seen; empty: none.</summary>
    public IReadOnlyList<Store>? Stores { get; init; }

    /// <summary>The holder of its state if <see cref="Stores"/> is empty.</summary>
    public StateKeeper StateKeeper { get; init; }

    /// <summary>The proof that no outside store is needed if <see cref="Stores"/> is empty.</summary>
    public IReadOnlyList<Evidence> StoreEvidence { get; init; } = [];

    /// <summary>A name service of its own; null: it has none, or it is not seen.</summary>
    public NameServer? NameServer { get; init; }

    /// <summary>Other hosts of the solution, and how each is reached; null: not seen.</summary>
    public IReadOnlyList<Peer>? Peers { get; init; }

    /// <summary>Addresses on other hosts that the engine, the kernel or the agent lists: possible destinations of packets.</summary>
    public IReadOnlyList<RemoteAddress> Remotes { get; init; } = [];

    /// <summary>What keeps containers apart; null: not seen.</summary>
    public Isolation? Isolation { get; init; }

    /// <summary>Names of networks that the engine could not allocate: they have no driver, and nothing of them is there.</summary>
    internal IReadOnlyList<string> NotAllocated =>
        [.. Networks.Where(network => network.Driver.Length == 0).Select(network => network.Name)];

    /// <summary>Names of links of the host that are its own: "flannel.1", "weave". They are no underlay.</summary>
    public IReadOnlyList<string> OwnLinks { get; init; } = [];

    /// <summary>Names of links that other solutions on the host own: they are neither this one's nor the host's.</summary>
    internal IReadOnlyList<string> LinksOfOthers { get; init; } = [];

    /// <summary>Rules that say which protocols may pass between its containers; null: not seen.</summary>
    public ProtocolRules? Protocols { get; init; }
}
