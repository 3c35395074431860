using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Aspects;

/// <summary>Other hosts, and the path to each.</summary>
internal sealed record PeerFacts : AspectFacts
{
    /// <summary>Hosts that another host relays to, or that this one relays to.</summary>
    public required IReadOnlyList<Peer> Relayed { get; init; }

    /// <summary>Hosts that are reached directly.</summary>
    public required IReadOnlyList<Peer> Direct { get; init; }

    /// <summary>Hosts that are not reached.</summary>
    public required IReadOnlyList<Peer> Unreachable { get; init; }

    /// <summary>Whether the paths are forwarding entries of tunnels rather than routes.</summary>
    public bool AreTunnels { get; init; }

    /// <summary>Packets that arrived. They confirm the paths.</summary>
    public IReadOnlyList<ProbeRecord> Arrived { get; init; } = [];
}

/// <summary>What packets showed of the paths to other hosts.</summary>
internal sealed record PacketPathFacts : AspectFacts
{
    /// <summary>Containers that aren't reached although their hosts answer.</summary>
    public IReadOnlyList<ProbeRecord> Unreached { get; init; } = [];

    /// <summary>Packets that another host passed on.</summary>
    public IReadOnlyList<ProbeRecord> Relayed { get; init; } = [];

    /// <summary>Containers that aren't reached because their hosts aren't, and no host relays to them.</summary>
    public IReadOnlyList<ProbeRecord> CutOff { get; init; } = [];

    /// <summary>Packets that arrived without a relay.</summary>
    public IReadOnlyList<ProbeRecord> Arrived { get; init; } = [];
}
