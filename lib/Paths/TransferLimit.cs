using NetAudit.Paths.Transfers;

namespace NetAudit.Paths;

/// <summary>What limited a transfer, in words. Only the kernel's own counters decide. Pure.</summary>
internal static class TransferLimit
{
    /// <summary>The share of time from which a thread, or all processors, counts as fully used.</summary>
    private const double Full = 0.9;

    /// <summary>The share of time for which a limit must have held.</summary>
    private const double Most = 0.5;

    /// <summary>Below this percentage of loss, the loss doesn't limit UDP.</summary>
    private const double Percent = 1;

    /// <summary>The words; null if the kernel wasn't asked.</summary>
    public static string? Words(TransferResult result) =>
        result.Load is not { Time: > 0 } load ? null
        : result.Sent is null ? Stream(load)
        : Datagrams(result, load);

    private static string Stream(TransferLoad load)
    {
        var path = load.Pending - load.Window - load.Buffer;
        return load.CutOff ? "limited by the time: data was still arriving when NetAudit stopped waiting for it"
            : load.Window / load.Time >= Most ? $"limited by the receiver: its window was full {Share(load.Window, load.Time)} of the time"
            : load.Buffer / load.Time >= Most ? $"limited by the send buffer: it was too small {Share(load.Buffer, load.Time)} of the time"
            : Processor(load)
                ?? (
                    path / load.Time < Most ? Unknown(load)
                    : load.SentAgain > 0 ? $"limited by loss on the path: {Times(load.SentAgain)} sent again"
                    : $"limited by the path: data waited for acknowledgements {Share(path, load.Time)} of the time, and none was lost"
                );
    }

    private static string Datagrams(TransferResult result, TransferLoad load)
    {
        var lost = (result.Sent - result.Received) ?? 0;
        var onPath = Math.Max(0, lost - result.Overrun);
        return IsMuch(onPath, result.Sent) ? $"limited by the path: it lost {Share(onPath, result.Sent ?? 0)} of the datagrams"
            : IsMuch(result.Overrun, result.Sent)
                ? $"limited by the receiver: {Share(result.Overrun, result.Sent ?? 0)} of the datagrams came faster than NetAudit read them"
            : load.Waiting / load.Time >= Most
                ? $"limited by the sending link: its queue was full {Share(load.Waiting, load.Time)} of the time"
            : Processor(load) ?? Unknown(load);
    }

    private static string? Processor(TransferLoad load) =>
        load.Sender / load.Time >= Full ? $"limited by one processor: the sending thread ran {Share(load.Sender, load.Time)} of the time"
        : load.Processors > 0 && load.Busy / load.Processors >= Full
            ? $"limited by this machine's processors: they were busy {Share(load.Busy, load.Processors)} of the time"
        : null;

    private static string Unknown(TransferLoad load)
    {
        var machine = load.Processors > 0 ? $", this machine's processors {Share(load.Busy, load.Processors)}" : "";
        return $"no single limit seen: the sending thread ran {Share(load.Sender, load.Time)} of the time{machine}";
    }

    private static bool IsMuch(long lost, long? sent) => sent > 0 && 100.0 * lost / sent.Value > Percent;

    private static string Times(long segments) => segments == 1 ? "1 segment was" : $"{segments} segments were";

    private static string Share(double part, double whole) => $"{PathRows.Text(Math.Round(Math.Min(100, 100 * part / whole)))} %";
}
