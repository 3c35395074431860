using System.Diagnostics;
using System.Runtime.InteropServices;

namespace NetAudit.Library.Tests.Properties;

/// <summary>The processor time of this thread. Elapsed time would include other load on this machine.</summary>
internal static class ThreadTime
{
    private const int OfThread = 3;

    /// <summary>The thread's processor time until now; elapsed time if the system has no such counter.</summary>
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
