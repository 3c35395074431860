using NetAudit.Platform.Sockets;
using NetAudit.Snapshots;

namespace NetAudit.Probes;

/// <summary>Makes records of a step's results.</summary>
internal static class ProbeRecordFactory
{
    /// <summary>A record of packets.</summary>
    public static ProbeRecord Create(ProbeStep step, ProbeOptions options, ProbeOutcome outcome, params IReadOnlyList<Exchanged> sent) =>
        Create(step, options, outcome, sent.Count == 0 ? 0 : sent.Min(one => one.Milliseconds)) with
        {
            Packets = [.. sent.Select(one => one.ToPacket())],
        };

    /// <summary>A record of anything but packets, or of some of them.</summary>
    public static ProbeRecord Create(ProbeStep step, ProbeOptions options, ProbeOutcome outcome, double milliseconds) =>
        new()
        {
            Check = step.Check,
            Solution = step.Solution,
            From = step.From,
            To = step.To,
            Outcome = outcome,
            Waited = options.Timeout,
            Took = FromMilliseconds(milliseconds),
        };

    /// <summary>A record that nothing was sent, as the kernel has no route.</summary>
    public static ProbeRecord CreateNoRoute(ProbeStep step, ProbeOptions options) =>
        Create(step, options, ProbeOutcome.Refused, 0) with
        {
            HasNoRoute = true,
        };

    /// <summary>A time to the microsecond. TimeSpan's own factory rounds to the millisecond on some platforms.</summary>
    public static TimeSpan FromMilliseconds(double milliseconds) =>
        TimeSpan.FromTicks((long)Math.Round(milliseconds * 1000) * (TimeSpan.TicksPerMillisecond / 1000));
}
