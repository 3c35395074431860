using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Aspects;

/// <summary>What the rules say.</summary>
/// <param name="Rules">It.</param>
internal sealed record RuleFacts(ProtocolRules Rules) : AspectFacts;

/// <summary>What packets of each protocol showed.</summary>
internal sealed record PacketProtocolFacts : AspectFacts
{
    /// <summary>Protocols that crossed everywhere.</summary>
    public required IReadOnlyList<ProbeProtocol> Crossed { get; init; }

    /// <summary>Packets to other hosts, of pairs that something crossed between.</summary>
    public required IReadOnlyList<ProbeRecord> Across { get; init; }

    /// <summary>Packets that were stopped.</summary>
    public required IReadOnlyList<ProbeRecord> Stopped { get; init; }

    /// <summary>Pairs that nothing crossed between.</summary>
    public required IReadOnlyList<ProbeRecord> Mute { get; init; }

    /// <summary>Protocols whose silence tells nothing.</summary>
    public required IReadOnlyList<ProbeProtocol> Untold { get; init; }

    /// <summary>Datagrams to groups and broadcast addresses.</summary>
    public required IReadOnlyList<ProbeRecord> Deliveries { get; init; }
}
