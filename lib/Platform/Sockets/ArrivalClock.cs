using System.Diagnostics;

namespace NetAudit.Platform.Sockets;

/// <summary>
/// When the kernel received the packet that was read last from a socket, by the clock of this program's stopwatches. The first question
/// makes the kernel note it for the packets that come after.
/// </summary>
internal static class ArrivalClock
{
    private static readonly DateTime s_epoch = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>In <see cref="Stopwatch.GetTimestamp"/>'s ticks; now, where the kernel doesn't know.</summary>
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

        // The stamp is of the wall's clock. A second in a socket's queue means that somebody set that clock meanwhile.
        return waited is >= 0 and < TimeSpan.TicksPerSecond
            ? now - (long)((double)waited / TimeSpan.TicksPerSecond * Stopwatch.Frequency)
            : now;
    }
}
