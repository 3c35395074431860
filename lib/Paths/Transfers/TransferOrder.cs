using System.Net;

namespace NetAudit.Paths.Transfers;

/// <summary>A transfer of data from one network namespace to another.</summary>
/// <param name="SenderFile">The sender's namespace: "/proc/407/ns/net".</param>
/// <param name="ReceiverFile">The receiver's.</param>
/// <param name="Target">The receiver's address, which alone is listened on.</param>
/// <param name="Time">How long it sends.</param>
/// <param name="Timeout">How long a connection, or data that is still on its way, is waited for.</param>
/// <param name="DatagramBytes">The payload of a UDP datagram.</param>
internal sealed record TransferOrder(
    string SenderFile,
    string ReceiverFile,
    IPAddress Target,
    TimeSpan Time,
    TimeSpan Timeout,
    int DatagramBytes
);

/// <summary>What came of it.</summary>
/// <param name="Source">The address that it was sent from.</param>
/// <param name="Bytes">Payload that arrived.</param>
/// <param name="Seconds">From when the first byte was sent to when the last arrived.</param>
internal sealed record TransferResult(string Source, long Bytes, double Seconds)
{
    /// <summary>Datagrams that the sender's kernel took; null for TCP.</summary>
    public long? Sent { get; init; }

    /// <summary>Those that arrived.</summary>
    public long? Received { get; init; }

    /// <summary>Of those that were lost, how many had reached the receiver's namespace, whose socket had no room for them.</summary>
    public long Overrun { get; init; }

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
        };
}
