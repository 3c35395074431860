using System.Globalization;
using NetAudit.Collection.Linux.Files;
using NetAudit.Platform;

namespace NetAudit.Collection.Linux.Processes;

/// <summary>Owners by the sockets' inodes, and the rights that others take to be seen.</summary>
internal sealed record OwnersFound(IReadOnlyDictionary<uint, SocketOwner> ByInode, IReadOnlyCollection<Capability> Refused);

/// <summary>Which process has which socket.</summary>
internal static class SocketOwners
{
    private const int MostSockets = 1_000_000;

    /// <summary>Owners by the sockets' inodes. Where processes share a socket, the oldest of them.</summary>
    /// <param name="processes">Whose files are looked at; those that may not be are left out, and the right that lacks is told.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    public static OwnersFound Find(IEnumerable<ProcessEntry> processes, CancellationToken cancellationToken)
    {
        var owners = new Dictionary<uint, SocketOwner>();
        var refused = new SortedSet<Capability>();
        foreach (var process in processes.OrderBy(process => process.StartTime))
        {
            cancellationToken.ThrowIfCancellationRequested();
            SocketOwner? owner = null;
            if (Listed(process.Pid) is not { } files)
            {
                // Whose namespace isn't shown either is closed to ptrace; else only the folder is its owner's alone.
                refused.Add(process.NetworkNamespace is null ? Capability.SysPtrace : Capability.DacReadSearch);
                continue;
            }

            if (process.NetworkNamespace is null && files.Count > 0 && files.All(file => file is null))
            {
                refused.Add(Capability.SysPtrace);
            }

            foreach (var inode in files.Select(Inode).OfType<uint>())
            {
                if (owners.Count == MostSockets)
                {
                    return new OwnersFound(owners, refused);
                }

                if (!owners.ContainsKey(inode))
                {
                    owners.Add(inode, owner ??= new SocketOwner(process.Pid, process.Name));
                }
            }
        }

        return new OwnersFound(owners, refused);
    }

    /// <summary>The inodes of a process's sockets; none where it has ended or may not be looked at.</summary>
    public static IReadOnlyList<uint> Sockets(int pid) => [.. (Listed(pid) ?? []).Select(Inode).OfType<uint>()];

    /// <summary>
    /// What a process has open, null for each that isn't shown; nothing where it has ended; null if it may not be listed.
    /// </summary>
    private static List<string?>? Listed(int pid)
    {
        try
        {
            return [.. Directory.EnumerateFileSystemEntries($"/proc/{pid}/fd").Select(NativeFile.LinkTarget)];
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
        catch (IOException)
        {
            return []; // Ended meanwhile.
        }
    }

    // "socket:[40721]"
    private static uint? Inode(string? target) =>
        target?.StartsWith("socket:[", StringComparison.Ordinal) == true
        && uint.TryParse(target[8..].TrimEnd(']'), NumberStyles.None, CultureInfo.InvariantCulture, out var inode)
            ? inode
            : null;
}
