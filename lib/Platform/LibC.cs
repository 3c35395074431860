using System.Runtime.InteropServices;
using System.Text;

namespace NetAudit.Platform;

/// <summary>
/// The few calls to the C library that .NET has no way to make. Nothing is loaded until one is called, so the
/// library loads on every platform. Flags have the values that all of .NET's Linux platforms share.
/// </summary>
internal static class LibC
{
    /// <summary>open: read only, closed on exec, never waiting (a path may turn out to be a pipe).</summary>
    private const int OpenFlags = 0x80000 | 0x800;

    /// <summary>CLONE_NEWNET.</summary>
    private const int NewNetwork = 0x40000000;

    /// <summary>Opens a file for reading; -1 with an error code on failure.</summary>
    public static int OpenForReading(string path) => Open(Encoding.UTF8.GetBytes(path + "\0"), OpenFlags);

    /// <summary>Moves the calling thread into a network namespace.</summary>
    public static int EnterNetworkNamespace(int descriptor) => SetNamespace(descriptor, NewNetwork);

    /// <summary>The error code of the last failed call on this thread.</summary>
    public static int LastError() => Marshal.GetLastWin32Error();

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    public static extern int Close(int descriptor);

    [DllImport("libc", EntryPoint = "socket", SetLastError = true)]
    public static extern int Socket(int domain, int type, int protocol);

    [DllImport("libc", EntryPoint = "send", SetLastError = true)]
    public static extern nint Send(int descriptor, byte[] data, nint length, int flags);

    [DllImport("libc", EntryPoint = "recvfrom", SetLastError = true)]
    public static extern nint ReceiveFrom(int descriptor, byte[] buffer, nint length, int flags, byte[] address, ref int addressLength);

    [DllImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static extern int Poll(ref PollDescriptor descriptor, nuint count, int milliseconds);

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "setns", SetLastError = true)]
    private static extern int SetNamespace(int descriptor, int type);

    /// <summary>struct pollfd.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct PollDescriptor
    {
        public int Descriptor;
        public short Wanted;
        public short Happened;
    }
}
