using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Aspects;

/// <summary>Other hosts, and the path to each.</summary>
internal sealed record PeerFacts : AspectFacts
{
    /// <summary>Those that another host relays to, or that this one relays to.</summary>
    public required IReadOnlyList<Peer> Relayed { get; init; }

    /// <summary>Those that are reached directly.</summary>
    public required IReadOnlyList<Peer> Direct { get; init; }

    /// <summary>Those that are not reached.</summary>
    public required IReadOnlyList<Peer> Unreachable { get; init; }

    /// <summary>Whether what leads to them is the forwarding entries of tunnels, no routes.</summary>
    public bool AreTunnels { get; init; }

    /// <summary>Packets that arrived; they show the same as the paths do.</summary>
    public IReadOnlyList<ProbeRecord> Arrived { get; init; } = [];
}

/// <summary>What packets showed of the paths to other hosts.</summary>
internal sealed record PacketPathFacts : AspectFacts
{
    /// <summary>Containers that aren't reached though their hosts answer.</summary>
    public IReadOnlyList<ProbeRecord> Unreached { get; init; } = [];

    /// <summary>Packets that another host passed on.</summary>
    public IReadOnlyList<ProbeRecord> Relayed { get; init; } = [];

    /// <summary>Containers that aren't reached, as their hosts aren't, and that nobody relays to.</summary>
    public IReadOnlyList<ProbeRecord> CutOff { get; init; } = [];

    /// <summary>Packets that arrived, not relayed.</summary>
    public IReadOnlyList<ProbeRecord> Arrived { get; init; } = [];
}
