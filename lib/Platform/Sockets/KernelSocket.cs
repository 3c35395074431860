using System.Net;
using Microsoft.Win32.SafeHandles;

namespace NetAudit.Platform.Sockets;

/// <summary>
/// A kernel socket. It belongs to the network namespace it was made in, whichever thread uses it later. Its calls return the kernel's
/// result: a length or 0, or the negative error code.
/// </summary>
internal sealed class KernelSocket : SafeHandleMinusOneIsInvalid
{
    /// <summary>POLLIN.</summary>
    public const short Readable = 1;

    /// <summary>POLLOUT.</summary>
    public const short Writable = 4;

    /// <summary>MSG_NOSIGNAL: a broken connection is an error and doesn't end the process.</summary>
    private const int NoSignal = 0x4000;

    private const int CloseOnExecNonBlocking = 0x80000 | 0x800;
    private const int NoSending = 1;

    /// <summary>Wraps the result of <c>socket</c>: a descriptor, or -1 and an error code.</summary>
    public KernelSocket(int descriptor, int error = 0)
        : base(ownsHandle: true)
    {
        SetHandle((IntPtr)descriptor);
        Error = error;
    }

    /// <summary>The error code if it could not be opened, else 0.</summary>
    public int Error { get; }

    /// <summary>Its number.</summary>
    public int Descriptor => handle.ToInt32();

    /// <summary>The local address and port; null if it has none.</summary>
    public IPEndPoint? LocalEnd
    {
        get
        {
            var address = new byte[SocketAddresses.Longest];
            var length = address.Length;
            return SocketCalls.GetName(this, address, ref length) == 0 ? SocketAddresses.Read(address, length) : null;
        }
    }

    /// <summary>Opens a socket in the process's own namespace, which all its threads use.</summary>
    public static KernelSocket OpenHere(SocketKind kind)
    {
        var descriptor = kind.Path is { } path ? LibC.OpenForReading(path) : SocketCalls.Open(kind.Family, kind.Type, kind.Protocol);
        return descriptor >= 0 ? new KernelSocket(descriptor) : new KernelSocket(-1, LibC.LastError());
    }

    public int Bind(IPEndPoint end) => Bind(SocketAddresses.Write(end));

    public int Bind(byte[] address) => Result(SocketCalls.Bind(this, address, address.Length));

    public int Connect(IPEndPoint end)
    {
        var address = SocketAddresses.Write(end);
        return Result(SocketCalls.Connect(this, address, address.Length));
    }

    public int Listen(int backlog) => Result(SocketCalls.Listen(this, backlog));

    /// <summary>Accepts a connection; null if none waits.</summary>
    public KernelSocket? Accept() =>
        SocketCalls.Accept(this, IntPtr.Zero, IntPtr.Zero, CloseOnExecNonBlocking) is >= 0 and var descriptor
            ? new KernelSocket(descriptor)
            : null;

    /// <summary>Ends sending; the other end then sees the end of the data.</summary>
    public int EndSending() => Result(SocketCalls.Shutdown(this, NoSending));

    public int Send(byte[] data, int length) => Result(SocketCalls.Send(this, data, length, NoSignal));

    public int SendTo(byte[] data, IPEndPoint target)
    {
        var address = SocketAddresses.Write(target);
        return Result(SocketCalls.SendTo(this, data, data.Length, NoSignal, address, address.Length));
    }

    public int Receive(byte[] buffer)
    {
        var none = 0;
        return Result(SocketCalls.Receive(this, buffer, buffer.Length, 0, null, ref none));
    }

    /// <summary>Reads the next bytes of a file.</summary>
    public int Read(byte[] buffer) => Result(LibC.Read(Descriptor, buffer, buffer.Length));

    /// <param name="buffer">Filled.</param>
    /// <param name="flags">recvfrom's.</param>
    /// <param name="address">Filled with the sender's address.</param>
    /// <param name="addressLength">Its length.</param>
    public int Receive(byte[] buffer, int flags, byte[] address, out int addressLength)
    {
        addressLength = address.Length;
        return Result(SocketCalls.Receive(this, buffer, buffer.Length, flags, address, ref addressLength));
    }

    public int GetOption(int level, int option, byte[] value)
    {
        var length = value.Length;
        return SocketCalls.GetOption(this, level, option, value, ref length) == 0 ? length : -LibC.LastError();
    }

    public int SetOption(int level, int option, byte[] value) => Result(SocketCalls.SetOption(this, level, option, value, value.Length));

    public int SetOption(int level, int option, int value) => SetOption(level, option, BitConverter.GetBytes(value));

    /// <summary>Waits until an event happens on it, or the time is over.</summary>
    /// <returns>Whether an event happened. An error counts, and the next call returns it.</returns>
    public bool Wait(short wanted, int milliseconds) => Wait([this], wanted, milliseconds);

    /// <summary>Waits until an event happens on one of several sockets, or the time is over.</summary>
    public static bool Wait(IReadOnlyList<KernelSocket> sockets, short wanted, int milliseconds)
    {
        var descriptors = new SocketCalls.PollDescriptor[sockets.Count];
        for (var index = 0; index < descriptors.Length; index++)
        {
            descriptors[index] = new() { Descriptor = sockets[index].Descriptor, Wanted = wanted };
        }

        return SocketCalls.Poll(descriptors, (nuint)descriptors.Length, milliseconds) > 0;
    }

    /// <inheritdoc />
    protected override bool ReleaseHandle() => LibC.Close(handle.ToInt32()) == 0;

    private static int Result(nint value) => value >= 0 ? (int)value : -LibC.LastError();
}
