using NetAudit.Model;

namespace NetAudit.Rows;

/// <summary>
/// What one measure of the path between two containers gave. What wasn't measured is null, and <see cref="Reason"/> says why.
/// </summary>
public sealed record OverlayPath
{
    /// <summary>The name of the host that it was sent from.</summary>
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

    /// <summary>The network of the pair; "ov1 to ov2" where these differ.</summary>
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

    /// <summary>The target's name: a container or task; its address where the name isn't known.</summary>
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
    /// The underlay address of the target's host, its name where the address isn't known; null if that is the same host, or isn't known
    /// at all.
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

    /// <summary>Packets that the kernel took; null for TCP throughput.</summary>
    public int? Sent { get; init; }

    /// <summary>Those that were answered in time; of UDP throughput those that arrived.</summary>
    public int? Received { get; init; }

    /// <summary>What of those sent was not received, in percent.</summary>
    public double? LossPercent { get; init; }

    /// <summary>The shortest round trip, in milliseconds.</summary>
    public double? MinMilliseconds { get; init; }

    /// <summary>The round trip in the middle; of an even number the mean of the two in the middle.</summary>
    public double? MedianMilliseconds { get; init; }

    /// <summary>
    /// The smallest of the round trips that at least 99 % of them don't exceed (nearest rank): of fewer than 100, the longest.
    /// </summary>
    public double? P99Milliseconds { get; init; }

    /// <summary>The longest round trip, in milliseconds.</summary>
    public double? MaxMilliseconds { get; init; }

    /// <summary>How long the transfer took, in seconds.</summary>
    public double? Seconds { get; init; }

    /// <summary>What arrived, in 10^6 bits of payload a second.</summary>
    public double? MegabitsPerSecond { get; init; }

    /// <summary>The median round trip between the two hosts themselves, in milliseconds.</summary>
    public double? UnderlayMedianMilliseconds { get; init; }

    /// <summary>The same transfer between the two hosts themselves, in 10^6 bits a second.</summary>
    public double? UnderlayMegabitsPerSecond { get; init; }

    /// <summary>What was lost between the two hosts themselves, in percent.</summary>
    public double? UnderlayLossPercent { get; init; }

    /// <summary>The median round trip less the underlay's, in milliseconds.</summary>
    public double? AddedMilliseconds { get; init; }

    /// <summary>The overlay's figure divided by the underlay's: of the median round trips, or of the megabits a second.</summary>
    public double? Ratio { get; init; }

    /// <summary>What answered, or what arrived, in words.</summary>
    public required string Answer
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>
    /// Why there is no figure, or no comparison; of throughput also what limited it. Null if there is nothing to say.
    /// </summary>
    public string? Reason
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>The network namespace that it was sent from: "/proc/407/ns/net".</summary>
    public required string SentFrom
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>What was done, and how to do it again by hand, as "source: fact" lines.</summary>
    public required IReadOnlyList<string> Evidence
    {
        get;
        init => field = new DelimitedList<string>(value);
    }

    /// <summary>When it ended, in UTC.</summary>
    public required DateTime MeasuredAt { get; init; }

    /// <summary>In a line: from where to where, and what.</summary>
    public override string ToString() => $"{Host} {From} to {To}: {Measure}";
}
