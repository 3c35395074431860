using NetAudit.Platform;

namespace NetAudit.Collection.Linux.Processes;

/// <summary>
/// Which process has which socket. Processes are looked at one after another until the one that is asked for is found, as all of a crowded
/// host's have ten thousand files open. One thread uses it at a time.
/// </summary>
internal sealed class SocketOwners : IDisposable
{
    private const int MostSockets = 1_000_000;

    // There is one of these for each container, and it listens on no network. Where the name is another's, that one is only found later.
    private const string Shim = "containerd-shim";

    private readonly Dictionary<uint, SocketOwner> _byInode = [];
    private readonly SortedSet<Capability> _refused = [];
    private readonly OpenFiles _files = new();
    private readonly IEnumerator<ProcessEntry> _left;
    private readonly CancellationToken _cancellationToken;

    /// <param name="processes">Whose files may be looked at.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    public SocketOwners(IEnumerable<ProcessEntry> processes, CancellationToken cancellationToken)
    {
        _cancellationToken = cancellationToken;
        _left = processes
            .OrderBy(process => process.Name.StartsWith(Shim, StringComparison.Ordinal))
            .ThenBy(process => process.StartTime)
            .GetEnumerator();
    }

    /// <summary>The rights that it took to see the owners that were not found; none where all were.</summary>
    public IReadOnlyCollection<Capability> Refused => _refused;

    /// <summary>Who has a socket; where processes share it, the oldest of them. Null if it isn't seen.</summary>
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

    /// <summary>The inodes of a process's sockets; none where it has ended or may not be looked at.</summary>
    public static IReadOnlyList<uint> Sockets(int pid) => new OpenFiles().Read(pid)?.Sockets ?? [];

    /// <inheritdoc />
    public void Dispose() => _left.Dispose();

    private void Look(ProcessEntry process)
    {
        if (_files.Read(process.Pid) is not var (sockets, areHidden))
        {
            // Whose namespace isn't shown either is closed to ptrace; else only the folder is its owner's alone.
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
