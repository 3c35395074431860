using NetAudit.Platform.Sockets;
using NetAudit.Snapshots;

namespace NetAudit.Probes;

/// <summary>The largest packet that crosses a path unfragmented, found with echo requests of several sizes.</summary>
/// <param name="First">The packet of the requested size.</param>
/// <param name="Largest">The largest that crossed; if none did, the shortest that was sent.</param>
/// <param name="Refused">The shortest that didn't cross.</param>
internal sealed record WholeSize(Exchanged First, Exchanged Largest, Exchanged Refused)
{
    /// <summary>The size that any IPv4 path carries.</summary>
    public const int Smallest = 68;

    /// <summary>Its length in bytes; null if not even the shortest crossed, so that sizes show nothing.</summary>
    public int? Crosses { get; private init; }

    /// <summary>The smallest length that doesn't cross; null if the requested one crosses, or if sizes show nothing.</summary>
    public int? TooLarge { get; private init; }

    /// <summary>The largest number of shorter packets that a search needs.</summary>
    public static int Steps(int size) => 1 + (int)Math.Ceiling(Math.Log(size - Smallest + 1, 2));

    /// <summary>Searches up to a size.</summary>
    /// <param name="exchange">The exchange to send over.</param>
    /// <param name="size">The largest size to try, in bytes.</param>
    /// <param name="timeout">How long an answer is waited for.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    public static WholeSize Find(Exchange exchange, int size, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var first = exchange.SendWhole(size, timeout, cancellationToken);
        if (HasCrossed(first))
        {
            return new WholeSize(first, first, first) { Crosses = size };
        }

        // A short one first: if that isn't answered either, the cause isn't the size.
        var largest = exchange.SendWhole(Smallest, timeout, cancellationToken);
        if (!HasCrossed(largest))
        {
            return new WholeSize(first, largest, first);
        }

        var (crosses, refused, tooLarge) = (Smallest, first, size);
        var each = TimeSpan.FromTicks(Math.Max(timeout.Ticks / 4, TimeSpan.FromMilliseconds(4 * largest.Milliseconds).Ticks));
        while (tooLarge - crosses > 1)
        {
            var middle = (crosses + tooLarge) / 2;
            var tried = exchange.SendWhole(middle, each, cancellationToken);
            if (HasCrossed(tried))
            {
                (crosses, largest) = (middle, tried);
            }
            else
            {
                (tooLarge, refused) = (middle, tried);
            }
        }

        return new WholeSize(first, largest, refused) { Crosses = crosses, TooLarge = tooLarge };
    }

    private static bool HasCrossed(Exchanged one) => one.Answer?.Outcome == ProbeOutcome.Reached;
}
