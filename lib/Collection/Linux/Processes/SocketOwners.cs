using NetAudit.Platform;

namespace NetAudit.Collection.Linux.Processes;

/// <summary>
/// Finds the process that has a socket. It looks at one process after another until it finds the owner, because the processes of a crowded
/// host have ten thousand files open. One thread uses it at a time.
/// </summary>
internal sealed class SocketOwners : IDisposable
{
    private const int MostSockets = 1_000_000;

    // Each container has one, and it listens on no network, so shims are looked at last.
    private const string Shim = "containerd-shim";

    private readonly Dictionary<uint, SocketOwner> _byInode = [];
    private readonly SortedSet<Capability> _refused = [];
    private readonly OpenFiles _files = new();
    private readonly IEnumerator<ProcessEntry> _left;
    private readonly CancellationToken _cancellationToken;

    /// <param name="processes">The processes to look at.</param>
    /// <param name="cancellationToken">Ends the search at once.</param>
    public SocketOwners(IEnumerable<ProcessEntry> processes, CancellationToken cancellationToken)
    {
        _cancellationToken = cancellationToken;
        _left = processes
            .OrderBy(process => process.Name.StartsWith(Shim, StringComparison.Ordinal))
            .ThenBy(process => process.StartTime)
            .GetEnumerator();
    }

    /// <summary>The rights that are needed to see the owners that were not found; empty if all were found.</summary>
    public IReadOnlyCollection<Capability> Refused => _refused;

    /// <summary>Returns a socket's owner: the oldest process if several share it; null if no owner is seen.</summary>
    public SocketOwner? OwnerOf(uint inode)
    {
        while (true)
        {
            if (_byInode.TryGetValue(inode, out var owner))
            {
                return owner;
            }

            if (_byInode.Count >= MostSockets || !_left.MoveNext())
            {
                return null;
            }

            _cancellationToken.ThrowIfCancellationRequested();
            Look(_left.Current);
        }
    }

    /// <summary>Returns the inodes of a process's sockets; none if it has ended or may not be looked at.</summary>
    public static IReadOnlyList<uint> Sockets(int pid) => new OpenFiles().Read(pid)?.Sockets ?? [];

    /// <inheritdoc />
    public void Dispose() => _left.Dispose();

    private void Look(ProcessEntry process)
    {
        if (_files.Read(process.Pid) is not var (sockets, areHidden))
        {
            // If the process's namespace isn't shown either, ptrace is refused; otherwise only its folder is the owner's alone.
            _ = _refused.Add(process.NetworkNamespace is null ? Capability.SysPtrace : Capability.DacReadSearch);
            return;
        }

        if (process.NetworkNamespace is null && areHidden)
        {
            _ = _refused.Add(Capability.SysPtrace);
        }

        foreach (var inode in sockets.Where(inode => !_byInode.ContainsKey(inode)))
        {
            _byInode.Add(inode, new SocketOwner(process.Pid, process.Name));
        }
    }
}
