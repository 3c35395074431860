using System.Runtime.InteropServices;
using System.Text;

namespace NetAudit.Platform;

/// <summary>
/// The few C library calls that .NET doesn't offer. Nothing is loaded until one is called, so the library loads on every platform. Flags
/// have the values that all of .NET's Linux platforms share.
/// </summary>
internal static class LibC
{
    /// <summary>open: read only, closed on exec, and never blocking, as a path may be a pipe.</summary>
    public const int OpenFlags = 0x80000 | 0x800;

    /// <summary>Opens a file for reading; -1 with an error code on failure.</summary>
    public static int OpenForReading(string path) => OpenForReading(Encoding.UTF8.GetBytes(path + "\0"));

    /// <summary>Opens a file for reading, by a path that ends with NUL.</summary>
    public static int OpenForReading(byte[] path) => Open(path, OpenFlags);

    /// <summary>The error code of the last failed call on this thread.</summary>
    public static int LastError() => Marshal.GetLastWin32Error();

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    public static extern int Close(int descriptor);

    /// <summary>SIOCETHTOOL with a struct ifreq.</summary>
    public static int EthtoolRequest(int socket, byte[] request) => IoControl(socket, 0x8946, request);

    /// <summary>SIOCGSTAMPNS: the arrival time of the packet that was read last, as two 64-bit numbers: seconds and nanoseconds.</summary>
    public static int ArrivalOf(int socket, byte[] stamp) => IoControl(socket, 0x80108907, stamp);

    [DllImport("libc", EntryPoint = "read", SetLastError = true)]
    public static extern nint Read(int descriptor, byte[] buffer, nint length);

    /// <summary>Reads on into a buffer, from an offset.</summary>
    public static unsafe nint Read(int descriptor, byte[] buffer, int offset, int length)
    {
        fixed (byte* start = buffer)
        {
            return Read(descriptor, start + offset, length);
        }
    }

    [DllImport("libc", EntryPoint = "read", SetLastError = true)]
    private static extern unsafe nint Read(int descriptor, byte* buffer, nint length);

    /// <summary>CLOCK_THREAD_CPUTIME_ID: the processor time of this thread, as struct timespec.</summary>
    public static int ThreadTime(long[] time) => GetTime(3, time);

    [DllImport("libc", EntryPoint = "clock_gettime", SetLastError = true)]
    private static extern int GetTime(int clock, long[] time);

    [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static extern int IoControl(int descriptor, nuint request, byte[] argument);

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open(byte[] path, int flags);
}
