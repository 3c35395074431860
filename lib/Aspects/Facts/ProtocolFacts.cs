using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Aspects;

/// <summary>What the firewall's rules allow.</summary>
/// <param name="Rules">The rules.</param>
internal sealed record RuleFacts(ProtocolRules Rules) : AspectFacts;

/// <summary>What packets of each protocol showed.</summary>
internal sealed record PacketProtocolFacts : AspectFacts
{
    /// <summary>Protocols that crossed between all pairs.</summary>
    public required IReadOnlyList<ProbeProtocol> Crossed { get; init; }

    /// <summary>Packets to other hosts, for pairs between which at least one protocol crossed.</summary>
    public required IReadOnlyList<ProbeRecord> Across { get; init; }

    /// <summary>Packets that were stopped.</summary>
    public required IReadOnlyList<ProbeRecord> Stopped { get; init; }

    /// <summary>Pairs between which nothing crossed.</summary>
    public required IReadOnlyList<ProbeRecord> Mute { get; init; }

    /// <summary>Protocols that could not be sent, so that their silence shows nothing.</summary>
    public required IReadOnlyList<ProbeProtocol> Untold { get; init; }

    /// <summary>Multicast and broadcast datagrams, and frames of a foreign protocol.</summary>
    public required IReadOnlyList<ProbeRecord> Deliveries { get; init; }
}
