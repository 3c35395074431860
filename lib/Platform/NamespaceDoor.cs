using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetAudit.Platform.Sockets;

namespace NetAudit.Platform;

/// <summary>
/// Opens sockets and files inside network namespaces: it enters one, calls <c>socket</c> and <c>open</c>, and returns within microseconds.
/// It only works on the thread that made it, which must be made for it (<see cref="NamespaceSockets"/>). A thread that the runtime started
/// from inside, its compiler's for instance, would stay in that namespace for the life of the process. So nothing else is called inside,
/// and these calls are compiled and bound before.
/// </summary>
internal sealed unsafe class NamespaceDoor : IDisposable
{
    /// <summary>CLONE_NEWNET.</summary>
    private const int NewNetwork = 0x40000000;

    private const string Home = "/proc/thread-self/ns/net";
    private const int Done = 0;
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
        SocketKind[] kinds = [SocketKind.Route, SocketKind.File(Home), SocketKind.File(Home + "/")];
        using var steps = new DoorSteps(kinds);
        _ = Visit(_home, _home, steps.First, steps.Count, out _);
        foreach (var socket in steps.Take())
        {
            socket.Dispose();
        }
    }

    /// <summary>Whether the thread is in its own namespace. If not, it must end, as it can do nothing else safely.</summary>
    public bool IsHome { get; private set; } = true;

    /// <summary>Opens sockets in a namespace. If the kernel refuses one, the reason is in its <see cref="KernelSocket.Error"/>.</summary>
    /// <exception cref="IOException">The namespace can't be entered; the message says why.</exception>
    public IReadOnlyList<KernelSocket> Open(string namespaceFile, IReadOnlyList<SocketKind> kinds)
    {
        var there = LibC.OpenForReading(namespaceFile);
        if (there < 0)
        {
            var error = LibC.LastError();
            throw new KernelException(NotOpened(error), error);
        }

        try
        {
            // One visit for all of them: entering costs more than opening a socket.
            using var steps = new DoorSteps(kinds);
            var outcome = Visit(there, _home, steps.First, steps.Count, out var error);
            if (outcome == Done)
            {
                return steps.Take();
            }

            IsHome = outcome != NotBack;
            NamespaceSockets.CloseAll(steps.Take());
            throw new KernelException(Refusal(outcome, error), error);
        }
        finally
        {
            _ = LibC.Close(there);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _ = LibC.Close(_home);

    // Optimised at once: tiered compilation may start the compiler's thread when a method is called often.
    [MethodImpl(MethodImplOptions.NoInlining | (MethodImplOptions)512)]
    private static int Visit(int there, int home, DoorStep* steps, int count, out int error)
    {
        error = 0;
        if (SetNamespace(there, NewNetwork) != 0)
        {
            error = *ErrorLocation();
            return NotEntered;
        }

        for (var at = 0; at < count; at++)
        {
            var step = steps + at;
            step->Descriptor = step->Path is null
                ? OpenSocket(step->Family, step->Type, step->Protocol)
                : OpenFile(step->Path, LibC.OpenFlags);
            if (step->Descriptor < 0)
            {
                step->Error = *ErrorLocation();
            }
        }

        return SetNamespace(home, NewNetwork) == 0 ? Done : NotBack;
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

    // Without SetLastError, as managed code saves that error and would run inside.
    [DllImport("libc", EntryPoint = "setns")]
    private static extern int SetNamespace(int descriptor, int type);

    [DllImport("libc", EntryPoint = "socket")]
    private static extern int OpenSocket(int family, int type, int protocol);

    [DllImport("libc", EntryPoint = "open")]
    private static extern int OpenFile(byte* path, int flags);

    [DllImport("libc", EntryPoint = "__errno_location")]
    private static extern int* ErrorLocation();
}
