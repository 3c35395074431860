using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Aspects;

/// <summary>What carries packets to other hosts, by routes and tunnels.</summary>
/// <param name="Carriers">The carriers.</param>
internal sealed record CarrierFacts(IReadOnlyList<Carrier> Carriers) : AspectFacts
{
    /// <summary>Names of networks that the engine could not allocate. They don't exist on this host.</summary>
    public IReadOnlyList<string> NotAllocated { get; init; } = [];
}

/// <summary>What packets showed of the network model.</summary>
internal sealed record PacketModelFacts : AspectFacts
{
    /// <summary>Paths that contradict the model.</summary>
    public required IReadOnlyList<WrongPath> Wrong { get; init; }

    /// <summary>Packets on the wire, each with its model.</summary>
    public required IReadOnlyList<ModelSighting> Seen { get; init; }

    /// <summary>Paths that agree with the model.</summary>
    public required IReadOnlyList<ProbeRecord> Paths { get; init; }
}

/// <summary>A path that contradicts the model.</summary>
/// <param name="Kind">What is wrong with it.</param>
/// <param name="Record">Its record.</param>
internal sealed record WrongPath(Contradiction Kind, ProbeRecord Record);

/// <summary>A packet on the wire.</summary>
/// <param name="Model">What carried it.</param>
/// <param name="Record">Its record.</param>
internal sealed record ModelSighting(NetworkModel Model, ProbeRecord Record);
