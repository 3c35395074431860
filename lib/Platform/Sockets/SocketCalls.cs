using System.Runtime.InteropServices;

namespace NetAudit.Platform.Sockets;

/// <summary>What raw sockets need of the C library: .NET's own refuse protocol numbers that have no name in it.</summary>
internal static class SocketCalls
{
    [DllImport("libc", EntryPoint = "sendto", SetLastError = true)]
    public static extern nint SendTo(int descriptor, byte[] data, nint length, int flags, byte[] address, int addressLength);

    [DllImport("libc", EntryPoint = "recv", SetLastError = true)]
    public static extern nint Receive(int descriptor, byte[] buffer, nint length, int flags);

    [DllImport("libc", EntryPoint = "connect", SetLastError = true)]
    public static extern int Connect(int descriptor, byte[] address, int addressLength);

    [DllImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static extern int Poll([In, Out] Platform.LibC.PollDescriptor[] descriptors, nuint count, int milliseconds);

    [DllImport("libc", EntryPoint = "getsockopt", SetLastError = true)]
    public static extern int GetOption(int descriptor, int level, int option, byte[] value, ref int length);
}
