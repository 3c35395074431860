using System.Diagnostics;

namespace NetAudit.Platform.Sockets;

/// <summary>
/// Reads when the kernel received the packet last read from a socket, by the clock of this program's stopwatches. The first call makes the
/// kernel record it for later packets.
/// </summary>
internal static class ArrivalClock
{
    private static readonly DateTime s_epoch = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>The arrival in <see cref="Stopwatch.GetTimestamp"/>'s ticks; the current time if the kernel has none.</summary>
    public static long LastOf(KernelSocket socket)
    {
        var stamp = new byte[16];
        var known = LibC.ArrivalOf(socket.Descriptor, stamp) == 0;
        var (now, wall) = (Stopwatch.GetTimestamp(), DateTime.UtcNow);
        if (!known)
        {
            return now;
        }

        var stamped = BitConverter.ToInt64(stamp, 0) * TimeSpan.TicksPerSecond + BitConverter.ToInt64(stamp, 8) / 100;
        var waited = (wall - s_epoch).Ticks - stamped;

        // The kernel stamps by the wall clock. A whole second in a socket's queue means that this clock was set meanwhile.
        return waited is >= 0 and < TimeSpan.TicksPerSecond
            ? now - (long)((double)waited / TimeSpan.TicksPerSecond * Stopwatch.Frequency)
            : now;
    }
}
