using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Aspects;

/// <summary>Why packets that were sent, or networks that the engine was asked for, settled nothing.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Records">The records that it rests on.</param>
internal sealed record Doubt(DoubtKind Kind, IReadOnlyList<ProbeRecord> Records)
{
    /// <summary>Why nothing was sent; null if something was.</summary>
    public ProbeOmission? Omission { get; init; }

    /// <summary>The schema that may allow what was seen; null if that isn't the point.</summary>
    public IsolationSchema? Schema { get; init; }
}

/// <summary>The reasons why probes settle nothing.</summary>
internal enum DoubtKind
{
    /// <summary>Nothing was sent.</summary>
    NothingSent,

    /// <summary>Only another host's own end is known in another network or subnet, no container there.</summary>
    OnlyHostEnds,

    /// <summary>No packet was recognised on the wire.</summary>
    NotRecognised,

    /// <summary>No packet was seen to leave by any vNIC.</summary>
    NoneLeft,

    /// <summary>Containers reach each other, which their profile or policy may allow.</summary>
    MayBeAllowed,

    /// <summary>Nothing was answered even within a network.</summary>
    NothingAnswered,

    /// <summary>No packet of any kind crossed to where the silent ones are.</summary>
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

    /// <summary>All are reached directly, which shows nothing of what happens where they aren't.</summary>
    AllDirect,

    /// <summary>Nothing at all crosses.</summary>
    NothingCrosses,

    /// <summary>Packets crossed within this host only.</summary>
    WithinHostOnly,

    /// <summary>The engine was asked for a network, and no answer told.</summary>
    TrialFailed,

    /// <summary>No network was asked for.</summary>
    NotTried,

    /// <summary>Not even the control network was made.</summary>
    ControlNotMade,

    /// <summary>The network that would tell was not tried in time.</summary>
    NotTriedInTime,

    /// <summary>A further network was refused, beside one that stands.</summary>
    FurtherRefused,
}
