using System.Net;

namespace NetAudit.Paths.Transfers;

/// <summary>A transfer of data from one network namespace to another.</summary>
internal sealed record TransferOrder
{
    /// <summary>The sender's namespace: "/proc/407/ns/net".</summary>
    public required string SenderFile { get; init; }

    /// <summary>The receiver's.</summary>
    public required string ReceiverFile { get; init; }

    /// <summary>The receiver's address, which alone is listened on.</summary>
    public required IPAddress Target { get; init; }

    /// <summary>How long it sends.</summary>
    public required TimeSpan Time { get; init; }

    /// <summary>How long a connection, or data that is still on its way, is waited for.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>The payload of a UDP datagram.</summary>
    public int DatagramBytes { get; init; }

    /// <summary>The MTU of the vNICs, where it is known what crosses the path between them.</summary>
    public int? LinkMtu { get; init; }
}

/// <summary>What came of it.</summary>
/// <param name="Source">The address that it was sent from.</param>
/// <param name="Bytes">Payload that arrived.</param>
/// <param name="Seconds">Of TCP from when the first byte was sent to when the last arrived; of UDP how long it was sent.</param>
internal sealed record TransferResult(string Source, long Bytes, double Seconds)
{
    /// <summary>Datagrams that the sender's kernel took; null for TCP.</summary>
    public long? Sent { get; init; }

    /// <summary>Those that arrived.</summary>
    public long? Received { get; init; }

    /// <summary>Of those that were lost, how many had reached the receiver's namespace, whose socket had no room for them.</summary>
    public long Overrun { get; init; }

    /// <summary>What limited it, by the kernel's counts; null if they weren't read.</summary>
    public TransferLoad? Load { get; init; }

    /// <summary>10^6 bits of payload a second.</summary>
    public double MegabitsPerSecond => Seconds > 0 ? Math.Round(Bytes * 8 / Seconds / 1e6, 1) : 0;

    /// <summary>Both together.</summary>
    public static TransferResult operator +(TransferResult one, TransferResult other) =>
        one with
        {
            Bytes = one.Bytes + other.Bytes,
            Seconds = one.Seconds + other.Seconds,
            Sent = one.Sent + other.Sent,
            Received = one.Received + other.Received,
            Overrun = one.Overrun + other.Overrun,
            Load = one.Load is { } load && other.Load is { } more ? load + more : null,
        };
}
