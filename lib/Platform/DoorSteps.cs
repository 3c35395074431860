using System.Runtime.InteropServices;
using NetAudit.Platform.Sockets;

namespace NetAudit.Platform;

/// <summary>One socket or file to open inside a namespace, and the result.</summary>
internal unsafe struct DoorStep
{
    public int Family;
    public int Type;
    public int Protocol;

    /// <summary>The file's path with a NUL after it; null for a socket.</summary>
    public byte* Path;

    public int Descriptor;
    public int Error;
}

/// <summary>
/// The sockets and files to open on one visit, in memory that the garbage collector doesn't move. Inside a namespace, nothing of the
/// runtime may be needed.
/// </summary>
internal sealed unsafe class DoorSteps : IDisposable
{
    private readonly List<GCHandle> _paths = [];
    private readonly IntPtr _steps;

    public DoorSteps(IReadOnlyList<SocketKind> kinds)
    {
        Count = kinds.Count;
        _steps = Marshal.AllocHGlobal(Count * sizeof(DoorStep));
        for (var at = 0; at < Count; at++)
        {
            First[at] = new DoorStep
            {
                Family = kinds[at].Family,
                Type = kinds[at].Type,
                Protocol = kinds[at].Protocol,
                Path = Pinned(kinds[at].Path),
                Descriptor = -1,
            };
        }
    }

    /// <summary>Their number.</summary>
    public int Count { get; }

    /// <summary>The first of them.</summary>
    public DoorStep* First => (DoorStep*)_steps;

    /// <summary>What was opened, in the order of the kinds. The caller closes it.</summary>
    public IReadOnlyList<KernelSocket> Take()
    {
        var opened = new KernelSocket[Count];
        for (var at = 0; at < Count; at++)
        {
            opened[at] = new KernelSocket(First[at].Descriptor, First[at].Error);
        }

        return opened;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _paths.ForEach(path => path.Free());
        Marshal.FreeHGlobal(_steps);
    }

    private byte* Pinned(byte[]? path)
    {
        if (path is null)
        {
            return null;
        }

        var pinned = GCHandle.Alloc(path, GCHandleType.Pinned);
        _paths.Add(pinned);
        return (byte*)pinned.AddrOfPinnedObject();
    }
}
