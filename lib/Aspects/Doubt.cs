using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Aspects;

/// <summary>Why packets that were sent, or networks that the engine was asked for, confirmed nothing.</summary>
/// <param name="Kind">The reason.</param>
/// <param name="Records">The records that it rests on.</param>
internal sealed record Doubt(DoubtKind Kind, IReadOnlyList<ProbeRecord> Records)
{
    /// <summary>Why nothing was sent; null if something was.</summary>
    public ProbeOmission? Omission { get; init; }

    /// <summary>The isolation schema that may allow the packets that crossed; null for other reasons.</summary>
    public IsolationSchema? Schema { get; init; }
}

/// <summary>Why probes confirm nothing.</summary>
internal enum DoubtKind
{
    /// <summary>Nothing was sent.</summary>
    NothingSent,

    /// <summary>In other networks or subnets only another host's own end is known, and no container.</summary>
    OnlyHostEnds,

    /// <summary>No packet was recognised on the wire.</summary>
    NotRecognised,

    /// <summary>No packet was seen to leave by any vNIC.</summary>
    NoneLeft,

    /// <summary>Containers reach each other, which their profile or policy may allow.</summary>
    MayBeAllowed,

    /// <summary>Nothing was answered even within a network.</summary>
    NothingAnswered,

    /// <summary>No packet of any kind crossed to the host of the targets that were silent.</summary>
    MayBeCut,

    /// <summary>There was no other network or subnet to try.</summary>
    NoOtherNetwork,

    /// <summary>No container could be asked for its neighbours' names.</summary>
    NobodyToAsk,

    /// <summary>No name server answered anything.</summary>
    NoServerAnswered,

    /// <summary>A host is cut off, and no other host is reached that could relay.</summary>
    NoHostToRelay,

    /// <summary>Nothing arrived anywhere.</summary>
    NothingArrived,

    /// <summary>All are reached directly, which doesn't show what happens without a direct path.</summary>
    AllDirect,

    /// <summary>Nothing at all crosses.</summary>
    NothingCrosses,

    /// <summary>Packets crossed within this host only.</summary>
    WithinHostOnly,

    /// <summary>The engine was asked for a network, and its answer showed nothing.</summary>
    TrialFailed,

    /// <summary>No network was asked for.</summary>
    NotTried,

    /// <summary>Not even the control network was made.</summary>
    ControlNotMade,

    /// <summary>The network that would answer the question was not tried in time.</summary>
    NotTriedInTime,

    /// <summary>The engine refused a further network, although one exists already.</summary>
    FurtherRefused,
}
