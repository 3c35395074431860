using System.Diagnostics;
using System.Runtime.InteropServices;

namespace NetAudit.Library.Tests.Properties;

/// <summary>The processor's time that this thread took: others work on this machine at the same time.</summary>
internal static class ThreadTime
{
    private const int OfThread = 3;

    /// <summary>All that it took until now; time itself where the system tells no other.</summary>
    public static TimeSpan Now()
    {
        if (!OperatingSystem.IsLinux() || clock_gettime(OfThread, out var now) != 0)
        {
            return Stopwatch.GetElapsedTime(0);
        }

        return TimeSpan.FromSeconds(now.Seconds) + TimeSpan.FromMicroseconds(now.Nanoseconds / 1000.0);
    }

    [DllImport("libc")]
    private static extern int clock_gettime(int clock, out KernelTime time);

    [StructLayout(LayoutKind.Sequential)]
    private struct KernelTime
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
