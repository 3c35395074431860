using NetAudit.Aspects;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Rows;

/// <summary>Why probes settled nothing, in words.</summary>
internal static class DoubtWording
{
    /// <summary>Why.</summary>
    public static string Reason(Doubt doubt) => TrialReason(doubt) ?? $"probed: {PacketReason(doubt)}";

    /// <summary>What would settle it; null where this is not for the probe to say.</summary>
    public static string? Settles(Doubt doubt) =>
        doubt.Kind switch
        {
            DoubtKind.NoServerAnswered => "find out why the server doesn't answer, and probe again",
            DoubtKind.NothingCrosses or DoubtKind.MayBeCut or DoubtKind.NothingAnswered =>
                "find out why nothing crosses there, and probe again",
            DoubtKind.NotTried => "it can't be tried here, for the reason given",
            _ => null,
        };

    private static string? TrialReason(Doubt doubt) =>
        doubt.Kind switch
        {
            DoubtKind.TrialFailed => $"a network with {TrialFactWording.Tried(doubt.Records[0])}",
            DoubtKind.NotTried => AnswerWording.Answer(doubt.Records[0]),
            DoubtKind.ControlNotMade => $"not even a network with {ProbeWording.Target(doubt.Records[0])} was made: "
                + AnswerWording.Answer(doubt.Records[0]),
            DoubtKind.NotTriedInTime => "the network that would tell was not tried in time",
            DoubtKind.FurtherRefused => $"a further network with {TrialFactWording.Tried(doubt.Records[0])}",
            _ => null,
        };

    private static string PacketReason(Doubt doubt) =>
        doubt.Kind switch
        {
            DoubtKind.NothingSent => NothingSent(doubt.Omission),
            DoubtKind.OnlyHostEnds =>
                $"of other networks and subnets no container is known, only another host's own end, which answered ({Pairs(doubt)})",
            DoubtKind.NotRecognised => $"no packet was recognised on the wire ({Pairs(doubt)})",
            DoubtKind.NoneLeft => $"no packet was seen to leave ({Pairs(doubt)})",
            DoubtKind.MayBeAllowed => $"{IsolationWording.Pairs(doubt.Records)} reach each other, which a {doubt.Schema?.Name()} may allow",
            DoubtKind.NothingAnswered =>
                $"nothing was answered even in one network ({IsolationWording.Pairs(doubt.Records)}), so silence tells nothing",
            DoubtKind.MayBeCut => $"no packet of any kind crossed to where they are ({IsolationWording.Pairs(doubt.Records)}), "
                + "so this may be a cut as well as isolation",
            DoubtKind.NoOtherNetwork =>
                $"{IsolationWording.Pairs(doubt.Records)} reach each other; no container of another network or subnet is known to send to",
            DoubtKind.NobodyToAsk => "no container could be asked for its neighbours' names",
            DoubtKind.NoServerAnswered => $"no server answered anything: {NameServiceWording.Said(doubt.Records)}",
            DoubtKind.NoHostToRelay => $"cut off: {ConnectivityWording.CutOff(doubt.Records)}; no other host is reached that could relay",
            DoubtKind.NothingArrived => $"nothing arrived ({Pairs(doubt)})",
            DoubtKind.AllDirect => "all are reached straight",
            DoubtKind.NothingCrosses => $"nothing at all crosses between {Pairs(doubt)}, so silence tells nothing",
            DoubtKind.WithinHostOnly =>
                $"{ProtocolWording.Answered(doubt.Records)} within this host only; no container of another host is known to send to",
            _ => throw new NotSupportedException($"{doubt.Kind} has no words"),
        };

    private static string NothingSent(ProbeOmission? omission)
    {
        var known = omission?.Check switch
        {
            ProbeCheck.NameService => "no name server of its containers is known",
            ProbeCheck.ApplicationIsolation or ProbeCheck.ProtocolSupport or ProbeCheck.SeparateVnic =>
                "no other container is known to send to, on this host or another",
            _ => "nothing on another host is known to send to",
        };
        return omission?.Reason == ProbeOmissionReason.NoSender
            ? "nothing was sent, as none of its containers here can send"
            : $"nothing was sent, as {known}";
    }

    private static string Pairs(Doubt doubt) => TruncatedList.Join(doubt.Records.Select(ProbeWording.Pair));
}
