using System.Runtime.InteropServices;

namespace NetAudit.Platform.Sockets;

/// <summary>
/// The C library's socket calls. .NET's own sockets can't be made from any descriptor, and refuse protocol numbers that .NET has no name
/// for.
/// </summary>
internal static class SocketCalls
{
    [DllImport("libc", EntryPoint = "socket", SetLastError = true)]
    public static extern int Open(int family, int type, int protocol);

    [DllImport("libc", EntryPoint = "bind", SetLastError = true)]
    public static extern int Bind(KernelSocket socket, byte[] address, int length);

    [DllImport("libc", EntryPoint = "connect", SetLastError = true)]
    public static extern int Connect(KernelSocket socket, byte[] address, int length);

    [DllImport("libc", EntryPoint = "listen", SetLastError = true)]
    public static extern int Listen(KernelSocket socket, int backlog);

    [DllImport("libc", EntryPoint = "accept4", SetLastError = true)]
    public static extern int Accept(KernelSocket socket, IntPtr address, IntPtr length, int flags);

    [DllImport("libc", EntryPoint = "shutdown", SetLastError = true)]
    public static extern int Shutdown(KernelSocket socket, int how);

    [DllImport("libc", EntryPoint = "getsockname", SetLastError = true)]
    public static extern int GetName(KernelSocket socket, byte[] address, ref int length);

    [DllImport("libc", EntryPoint = "send", SetLastError = true)]
    public static extern nint Send(KernelSocket socket, byte[] data, nint length, int flags);

    [DllImport("libc", EntryPoint = "sendto", SetLastError = true)]
    public static extern nint SendTo(KernelSocket socket, byte[] data, nint length, int flags, byte[] address, int addressLength);

    [DllImport("libc", EntryPoint = "recvfrom", SetLastError = true)]
    public static extern nint Receive(KernelSocket socket, byte[] buffer, nint length, int flags, byte[]? address, ref int addressLength);

    [DllImport("libc", EntryPoint = "getsockopt", SetLastError = true)]
    public static extern int GetOption(KernelSocket socket, int level, int option, byte[] value, ref int length);

    [DllImport("libc", EntryPoint = "setsockopt", SetLastError = true)]
    public static extern int SetOption(KernelSocket socket, int level, int option, byte[] value, int length);

    [DllImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static extern int Poll([In, Out] PollDescriptor[] descriptors, nuint count, int milliseconds);

    /// <summary>struct pollfd.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct PollDescriptor
    {
        public int Descriptor;
        public short Wanted;
        public short Happened;
    }
}
