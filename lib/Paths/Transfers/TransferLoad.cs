namespace NetAudit.Paths.Transfers;

/// <summary>
/// The kernel's counts of a transfer while it sent: enough to see what limited it. Times are in seconds, apart from the processors', and
/// can be added.
/// </summary>
internal sealed record TransferLoad
{
    /// <summary>How long it sent.</summary>
    public double Time { get; init; }

    /// <summary>
    /// How long a processor ran the thread that sends; on a virtual link that includes the packet's whole path to the other end.
    /// </summary>
    public double Sender { get; init; }

    /// <summary>How long it waited for room in the socket's buffer.</summary>
    public double Waiting { get; init; }

    /// <summary>The busy time of all processors, in the kernel's ticks; 0 of 0 if it isn't known.</summary>
    public double Busy { get; init; }

    /// <summary>The time of all processors, in the kernel's ticks.</summary>
    public double Processors { get; init; }

    /// <summary>TCP: how long the receiver's window was full.</summary>
    public double Window { get; init; }

    /// <summary>TCP: how long the kernel had data that it could not send yet, for any reason.</summary>
    public double Pending { get; init; }

    /// <summary>TCP: how long the send buffer was too small.</summary>
    public double Buffer { get; init; }

    /// <summary>TCP: retransmitted segments.</summary>
    public long SentAgain { get; init; }

    /// <summary>Whether data still came in when the receiver's time was over.</summary>
    public bool CutOff { get; init; }

    /// <summary>The sum of both.</summary>
    public static TransferLoad operator +(TransferLoad one, TransferLoad other) =>
        new()
        {
            Time = one.Time + other.Time,
            Sender = one.Sender + other.Sender,
            Waiting = one.Waiting + other.Waiting,
            Busy = one.Busy + other.Busy,
            Processors = one.Processors + other.Processors,
            Window = one.Window + other.Window,
            Pending = one.Pending + other.Pending,
            Buffer = one.Buffer + other.Buffer,
            SentAgain = one.SentAgain + other.SentAgain,
            CutOff = one.CutOff || other.CutOff,
        };
}
