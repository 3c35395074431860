using System.ComponentModel;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
using NetAudit.Collection.Linux.Files;
using NetAudit.Platform.Sockets;

namespace NetAudit.Collection.Linux.Processes;

/// <summary>A unix stream socket. netstandard2.0 can neither connect one nor name the process at its other end.</summary>
internal sealed class UnixSocket : IDisposable
{
    private const int Unix = 1,
        Stream = 1,
        CloseOnExec = 0x80000,
        NonBlocking = 0x800;
    private const int SocketLevel = 1,
        PeerCredentials = 17;
    private const int LongestPath = 107,
        AddressSize = 110;

    private readonly SafeFileHandle _handle;

    public UnixSocket()
    {
        var descriptor = SocketCalls.Open(Unix, Stream | CloseOnExec | NonBlocking, 0);
        _handle = descriptor >= 0 ? new SafeFileHandle((IntPtr)descriptor, ownsHandle: true) : throw Problem("a socket can't be made");
    }

    /// <summary>Its number in /proc/net/unix.</summary>
    public ulong Inode
    {
        get
        {
            var name = NativeFile.LinkTarget(FileRoot.ProcPath(_handle)) ?? throw new IOException("/proc isn't there");
            return ulong.Parse(name.Substring("socket:[".Length).TrimEnd(']'), NumberStyles.None, CultureInfo.InvariantCulture);
        }
    }

    /// <summary>
    /// The process ID of the listener at a path, in this process's numbering; 0 if it is outside this pid namespace. Nothing is sent.
    /// </summary>
    /// <exception cref="IOException">No process listens, or this user may not connect.</exception>
    public static int ListenerOf(string path)
    {
        var name = Encoding.UTF8.GetBytes(path);
        if (name.Length > LongestPath)
        {
            throw new IOException("the path is too long for a socket");
        }

        // struct sockaddr_un: the family in two bytes, then the path with a zero after it.
        var address = new byte[AddressSize];
        address[BitConverter.IsLittleEndian ? 0 : 1] = Unix;
        name.CopyTo(address, 2);
        using var client = new UnixSocket();
        if (connect((int)client._handle.DangerousGetHandle(), address, name.Length + 3) != 0)
        {
            throw Problem("it can't be connected to");
        }

        // struct ucred: pid, uid, gid. The kernel took them from the process when it called listen().
        var (credentials, size) = (new int[3], 12);
        return getsockopt((int)client._handle.DangerousGetHandle(), SocketLevel, PeerCredentials, credentials, ref size) == 0
            ? credentials[0]
            : throw Problem("the listening process isn't known");
    }

    /// <inheritdoc />
    public void Dispose() => _handle.Dispose();

    private static IOException Problem(string what) => new($"{what}: {new Win32Exception(Marshal.GetLastWin32Error()).Message}");

    [DllImport("libc", SetLastError = true)]
    private static extern int connect(int socket, byte[] address, int size);

    [DllImport("libc", SetLastError = true)]
    private static extern int getsockopt(int socket, int level, int option, int[] value, ref int size);
}
