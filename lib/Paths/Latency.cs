using System.Diagnostics;
using NetAudit.Platform.Sockets;

namespace NetAudit.Paths;

/// <summary>
/// Measures round trips over the overlay and, between the hosts themselves, over the underlay. They take turns, so that other load on the
/// machine affects both alike.
/// </summary>
internal static class Latency
{
    private static readonly TimeSpan s_slice = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// Measures them all on the calling thread. The first packet of each kind isn't counted: it resolves neighbours and warms caches and
    /// this program.
    /// </summary>
    public static void Take(IReadOnlyList<RoundTripProbe> lanes, PathOptions options, CancellationToken cancellationToken)
    {
        Take(lanes, options with { Count = 1 }, TimeSpan.Zero, cancellationToken);
        foreach (var lane in lanes)
        {
            lane.Forget();
        }

        Take(lanes, options, options.Interval, cancellationToken);
    }

    private static void Take(
        IReadOnlyList<RoundTripProbe> lanes,
        PathOptions options,
        TimeSpan interval,
        CancellationToken cancellationToken
    )
    {
        var turns = (from protocol in new[] { IPv4Packet.Icmp, IPv4Packet.Tcp } from lane in lanes select (lane, protocol)).ToList();
        IReadOnlyList<RawSocket> sockets = [.. lanes.SelectMany(lane => lane.Answers)];
        var clock = Stopwatch.StartNew();
        for (var number = 0; number < options.Count * turns.Count; number++)
        {
            // Spread over the interval, so that no packet meets another.
            var due = TimeSpan.FromTicks(interval.Ticks * number / turns.Count);
            while (clock.Elapsed < due)
            {
                Read(due);
            }

            var (lane, protocol) = turns[number % turns.Count];
            lane.Send(protocol);
        }

        // Each lane gives up on a packet after its time limit.
        while (lanes.Any(lane => lane.IsWaiting))
        {
            Read(clock.Elapsed + s_slice);
        }

        void Read(TimeSpan until)
        {
            cancellationToken.ThrowIfCancellationRequested();
            RawSocket.Wait(
                sockets,
                (int)Math.Ceiling(Math.Min(s_slice.TotalMilliseconds, Math.Max(0, (until - clock.Elapsed).TotalMilliseconds)))
            );
            foreach (var lane in lanes)
            {
                lane.Read();
            }
        }
    }
}
