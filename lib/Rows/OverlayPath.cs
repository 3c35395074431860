using NetAudit.Model;

namespace NetAudit.Rows;

/// <summary>
/// One measurement of the path between two containers. Values that weren't measured are null, and <see cref="Reason"/> says why.
/// </summary>
public sealed record OverlayPath
{
    /// <summary>The name of the sending host.</summary>
    public required string Host
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>The solution.</summary>
    public required string Solution { get; init; }

    /// <summary>Its backend ("swarm", "vxlan", "udp"), or null if it is unknown.</summary>
    public required string? Backend
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>The pair's network; "ov1 to ov2" if the two differ.</summary>
    public required string Network
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>The sending container's name.</summary>
    public required string From
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>The address it sent from.</summary>
    public required string FromAddress
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>The target's name, that of a container or task; its address if the name isn't known.</summary>
    public required string To
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>The target's address.</summary>
    public required string ToAddress
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>
    /// The underlay address of the target's host, or its name if the address isn't known; null for the same host, or if neither is known.
    /// </summary>
    public required string? ToHost
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>
    /// What was measured, a name of <see cref="Paths.PathMeasure"/>: "IcmpEcho", "TcpHandshake", "TcpThroughput", "UdpThroughput".
    /// </summary>
    public required string Measure { get; init; }

    /// <summary>How many packets the kernel accepted for sending; null for TCP throughput.</summary>
    public int? Sent { get; init; }

    /// <summary>How many packets were answered in time; for UDP throughput, how many arrived.</summary>
    public int? Received { get; init; }

    /// <summary>The share of the sent packets that wasn't received, in percent.</summary>
    public double? LossPercent { get; init; }

    /// <summary>The shortest round trip, in milliseconds.</summary>
    public double? MinMilliseconds { get; init; }

    /// <summary>The median round trip, in milliseconds; for an even number, the mean of the two in the middle.</summary>
    public double? MedianMilliseconds { get; init; }

    /// <summary>The 99th percentile of the round trips by nearest rank, in milliseconds; for fewer than 100, the longest.</summary>
    public double? P99Milliseconds { get; init; }

    /// <summary>The longest round trip, in milliseconds.</summary>
    public double? MaxMilliseconds { get; init; }

    /// <summary>How long the transfer took, in seconds.</summary>
    public double? Seconds { get; init; }

    /// <summary>The received payload, in 10^6 bits per second.</summary>
    public double? MegabitsPerSecond { get; init; }

    /// <summary>The median round trip between the two hosts themselves, in milliseconds.</summary>
    public double? UnderlayMedianMilliseconds { get; init; }

    /// <summary>The throughput of the same transfer between the two hosts themselves, in 10^6 bits per second.</summary>
    public double? UnderlayMegabitsPerSecond { get; init; }

    /// <summary>The loss between the two hosts themselves, in percent.</summary>
    public double? UnderlayLossPercent { get; init; }

    /// <summary>The median round trip minus the underlay's, in milliseconds.</summary>
    public double? AddedMilliseconds { get; init; }

    /// <summary>The overlay's figure divided by the underlay's: the median round trips, or the throughput.</summary>
    public double? Ratio { get; init; }

    /// <summary>What answered, or what arrived, in words.</summary>
    public required string Answer
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>Why there is no figure or no comparison; for throughput, also what limited it. Null if there is nothing to say.</summary>
    public string? Reason
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>The network namespace from which it was sent: "/proc/407/ns/net".</summary>
    public required string SentFrom
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>What was done, and how to repeat it by hand, as "source: fact" lines.</summary>
    public required IReadOnlyList<string> Evidence
    {
        get;
        init => field = new DelimitedList<string>(value);
    }

    /// <summary>When the measurement ended, UTC.</summary>
    public required DateTime MeasuredAt { get; init; }

    /// <summary>One line: the sender, the target and the measure.</summary>
    public override string ToString() => $"{Host} {From} to {To}: {Measure}";
}
