using System.Net;

namespace NetAudit.Paths.Transfers;

/// <summary>A transfer of data from one network namespace to another.</summary>
internal sealed record TransferOrder
{
    /// <summary>The sender's namespace: "/proc/407/ns/net".</summary>
    public required string SenderFile { get; init; }

    /// <summary>The receiver's.</summary>
    public required string ReceiverFile { get; init; }

    /// <summary>The receiver's address, the only one that is listened on.</summary>
    public required IPAddress Target { get; init; }

    /// <summary>How long it sends.</summary>
    public required TimeSpan Time { get; init; }

    /// <summary>The time limit for a connection, and for data that is still under way.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>The payload of a UDP datagram.</summary>
    public int DatagramBytes { get; init; }

    /// <summary>The MTU of the vNICs; null if the size that crosses the path between them isn't known.</summary>
    public int? LinkMtu { get; init; }
}

/// <summary>The result of a transfer.</summary>
/// <param name="Source">The address that it was sent from.</param>
/// <param name="Bytes">Payload that arrived.</param>
/// <param name="Seconds">TCP: from the first byte sent to the last one received. UDP: how long datagrams were sent.</param>
internal sealed record TransferResult(string Source, long Bytes, double Seconds)
{
    /// <summary>Datagrams that the sender's kernel took; null for TCP.</summary>
    public long? Sent { get; init; }

    /// <summary>Datagrams that arrived; null for TCP.</summary>
    public long? Received { get; init; }

    /// <summary>How many of the lost ones had reached the receiver's namespace, whose socket had no room for them.</summary>
    public long Overrun { get; init; }

    /// <summary>The kernel's counters, which show what limited it; null if they weren't read.</summary>
    public TransferLoad? Load { get; init; }

    /// <summary>Payload in 10^6 bits per second.</summary>
    public double MegabitsPerSecond => Seconds > 0 ? Math.Round(Bytes * 8 / Seconds / 1e6, 1) : 0;

    /// <summary>The sum of both.</summary>
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
