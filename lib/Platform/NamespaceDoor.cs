using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetAudit.Platform.Sockets;

namespace NetAudit.Platform;

/// <summary>
/// Opens sockets and files inside network namespaces: goes in, calls <c>socket</c> or <c>open</c>, goes back, within microseconds. It
/// works on the thread that made it, which must be one of its own (<see cref="NamespaceSockets"/>): a thread that the runtime started
/// from it meanwhile, its compiler's for instance, would begin inside, and stay for the process's life. So nothing else is called inside,
/// and what is called was compiled and bound before.
/// </summary>
internal sealed unsafe class NamespaceDoor : IDisposable
{
    /// <summary>CLONE_NEWNET.</summary>
    private const int NewNetwork = 0x40000000;

    private const string Home = "/proc/thread-self/ns/net";
    private const int NotEntered = -2;
    private const int NotBack = -3;

    private readonly int _home;

    public NamespaceDoor()
    {
        _home = LibC.OpenForReading(Home);
        if (_home < 0)
        {
            var error = LibC.LastError();
            throw new KernelException($"{Home} can't be opened: {Errno.Words(error)}", error);
        }

        // The rehearsal: from home to home, of both calls, and of one that fails.
        foreach (var kind in new[] { SocketKind.Route, SocketKind.File(Home), SocketKind.File(Home + "/") })
        {
            if (Visit(_home, _home, kind, out _) is >= 0 and var descriptor)
            {
                _ = LibC.Close(descriptor);
            }
        }
    }

    /// <summary>Opens sockets in a namespace. One that the kernel refuses says so in its <see cref="KernelSocket.Error"/>.</summary>
    /// <exception cref="IOException">The namespace can't be entered; the message says why.</exception>
    public IReadOnlyList<KernelSocket> Open(string namespaceFile, IReadOnlyList<SocketKind> kinds)
    {
        var there = LibC.OpenForReading(namespaceFile);
        if (there < 0)
        {
            var error = LibC.LastError();
            throw new KernelException(NotOpened(error), error);
        }

        var opened = new List<KernelSocket>(kinds.Count);
        try
        {
            foreach (var kind in kinds)
            {
                var descriptor = Visit(there, _home, kind, out var error);
                if (descriptor is NotEntered or NotBack)
                {
                    throw new KernelException(Refusal(descriptor, error), error);
                }

                opened.Add(new KernelSocket(descriptor, error));
            }

            return opened;
        }
        catch (IOException)
        {
            opened.ForEach(socket => socket.Dispose());
            throw;
        }
        finally
        {
            _ = LibC.Close(there);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _ = LibC.Close(_home);

    private static int Visit(int there, int home, SocketKind kind, out int error)
    {
        fixed (byte* path = kind.Path)
        {
            return Visit(there, home, kind, path, out error);
        }
    }

    // Optimised at once: a method that is compiled in tiers may start the compiler's thread when it is called often.
    [MethodImpl(MethodImplOptions.NoInlining | (MethodImplOptions)512)]
    private static int Visit(int there, int home, SocketKind kind, byte* path, out int error)
    {
        var (family, type, protocol) = (kind.Family, kind.Type, kind.Protocol);
        error = 0;
        if (SetNamespace(there, NewNetwork) != 0)
        {
            error = *ErrorLocation();
            return NotEntered;
        }

        var descriptor = path is null ? OpenSocket(family, type, protocol) : OpenFile(path, LibC.OpenFlags);
        if (descriptor < 0)
        {
            error = *ErrorLocation();
        }

        return SetNamespace(home, NewNetwork) == 0 ? descriptor : NotBack;
    }

    private static string NotOpened(int error) =>
        error switch
        {
            Errno.NoEntry or Errno.NoProcess => "the namespace file is gone: its process or container has ended (ENOENT)",
            _ => "the namespace file can't be opened: " + Errno.Words(error),
        };

    private static string Refusal(int what, int error) =>
        (what, error) switch
        {
            (NotBack, _) => "the thread did not come back from the namespace",
            (_, Errno.Invalid) => "the file is not, or no longer, a network namespace (EINVAL)",
            _ => "the namespace can't be entered: " + Errno.Words(error),
        };

    // Without SetLastError: what keeps it is managed code, which would run inside.
    [DllImport("libc", EntryPoint = "setns")]
    private static extern int SetNamespace(int descriptor, int type);

    [DllImport("libc", EntryPoint = "socket")]
    private static extern int OpenSocket(int family, int type, int protocol);

    [DllImport("libc", EntryPoint = "open")]
    private static extern int OpenFile(byte* path, int flags);

    [DllImport("libc", EntryPoint = "__errno_location")]
    private static extern int* ErrorLocation();
}
