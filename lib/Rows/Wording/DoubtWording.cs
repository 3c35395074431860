using NetAudit.Aspects;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Rows;

/// <summary>Why probes confirmed nothing, in words.</summary>
internal static class DoubtWording
{
    private const string NoOther = "no container of another network or subnet is known to send to";

    /// <summary>The reason.</summary>
    public static string Reason(Doubt doubt) =>
        doubt.Kind switch
        {
            DoubtKind.TrialFailed => $"the engine was asked for a network with {TrialFactWording.Tried(doubt.Records[0])}",
            DoubtKind.NotTried => AnswerWording.Answer(doubt.Records[0]),
            DoubtKind.ControlNotMade => $"the engine did not even make a network with {TrialFactWording.Tried(doubt.Records[0])}",
            DoubtKind.NotTriedInTime => "the network that would answer it was not tried in time",
            DoubtKind.FurtherRefused => $"the engine made no further network with {TrialFactWording.Tried(doubt.Records[0])}",
            DoubtKind.NothingSent => NothingSent(doubt.Omission),
            DoubtKind.OnlyHostEnds => $"no container of another network or subnet is known, only another host's own end ({Pairs(doubt)})",
            DoubtKind.NotRecognised => $"no packet was recognised on the wire ({Pairs(doubt)})",
            DoubtKind.NoneLeft => $"no packet was seen to leave ({Pairs(doubt)})",
            DoubtKind.MayBeAllowed =>
                $"packets cross between {IsolationWording.Pairs(doubt.Records)}, which a {doubt.Schema?.Name()} may allow",
            DoubtKind.NothingAnswered =>
                $"nothing was answered even within one network ({IsolationWording.Pairs(doubt.Records)}), so silence proves nothing",
            DoubtKind.MayBeCut =>
                $"no packet of any kind crossed to their host ({IsolationWording.Pairs(doubt.Records)}), which may be cut off",
            DoubtKind.NoOtherNetwork => $"packets cross between {IsolationWording.Pairs(doubt.Records)}, and {NoOther}",
            DoubtKind.NobodyToAsk => "no container could be asked for its neighbours' names",
            DoubtKind.NoServerAnswered => $"no server answered anything ({NameServiceWording.Said(doubt.Records)})",
            DoubtKind.NoHostToRelay =>
                $"cut off, and no other host that could relay is reached: {ConnectivityWording.CutOff(doubt.Records)}",
            DoubtKind.NothingArrived => $"no packet arrived ({Pairs(doubt)})",
            DoubtKind.AllDirect => "all are reached directly",
            DoubtKind.NothingCrosses => $"nothing at all crosses between {Pairs(doubt)}, so silence proves nothing",
            DoubtKind.WithinHostOnly =>
                $"{ProtocolWording.Answered(doubt.Records)} within this host only, and no container of another host is known to send to",
            _ => throw new NotSupportedException($"{doubt.Kind} has no words"),
        };

    /// <summary>How to confirm it; null if the facts decide that.</summary>
    public static Advice? Advise(Doubt doubt) =>
        doubt.Kind switch
        {
            DoubtKind.NoServerAnswered => new("after finding out why the server doesn't answer", Advice.Probe),
            DoubtKind.NothingCrosses or DoubtKind.MayBeCut or DoubtKind.NothingAnswered => new(
                "after finding out why nothing crosses there",
                Advice.Probe
            ),
            DoubtKind.NotTried => Advice.None,
            _ => null,
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
            ? "nothing was sent, because none of its containers here can send"
            : $"nothing was sent, because {known}";
    }

    private static string Pairs(Doubt doubt) => TruncatedList.Join(doubt.Records.Select(ProbeWording.Pair));
}
