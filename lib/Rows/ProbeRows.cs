using NetAudit.Snapshots;

namespace NetAudit.Rows;

/// <summary>Rows of what probes showed. Pure.</summary>
internal static class ProbeRows
{
    /// <summary>The row of a record.</summary>
    public static OverlayProbe Create(HostSnapshot host, ProbeRecord record) =>
        new()
        {
            Host = host.Host,
            Check = record.Check.ToString(),
            Solution = record.Solution,
            From = ProbeWording.Sender(record),
            To = ProbeWording.Target(record),
            Network = ProbeWording.Networks(record),
            Sent = ProbeWording.Sent(record),
            Answer = AnswerWording.Answer(record),
            Outcome = record.Outcome.ToString(),
            Value = AnswerWording.Value(record),
            Milliseconds = record.Took.TotalMilliseconds,
        };
}
