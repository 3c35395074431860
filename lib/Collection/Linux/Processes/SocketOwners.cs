using System.Globalization;
using NetAudit.Collection.Linux.Files;

namespace NetAudit.Collection.Linux.Processes;

/// <summary>Which process has which socket.</summary>
internal static class SocketOwners
{
    private const int MostSockets = 1_000_000;

    /// <summary>Owners by the sockets' inodes. Where processes share a socket, the oldest of them.</summary>
    /// <param name="processes">Whose files are looked at; those that may not be are left out.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    public static IReadOnlyDictionary<uint, SocketOwner> Find(IEnumerable<ProcessEntry> processes, CancellationToken cancellationToken)
    {
        var owners = new Dictionary<uint, SocketOwner>();
        foreach (var process in processes.OrderBy(process => process.StartTime))
        {
            cancellationToken.ThrowIfCancellationRequested();
            SocketOwner? owner = null;
            foreach (var inode in Sockets(process.Pid))
            {
                if (owners.Count == MostSockets)
                {
                    return owners;
                }

                if (!owners.ContainsKey(inode))
                {
                    owners.Add(inode, owner ??= new SocketOwner(process.Pid, process.Name));
                }
            }
        }

        return owners;
    }

    /// <summary>The inodes of a process's sockets; none where it has ended or may not be looked at.</summary>
    public static IReadOnlyList<uint> Sockets(int pid)
    {
        var inodes = new List<uint>();
        try
        {
            foreach (var file in Directory.EnumerateFileSystemEntries($"/proc/{pid}/fd"))
            {
                if (Inode(NativeFile.LinkTarget(file)) is { } inode)
                {
                    inodes.Add(inode);
                }
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Ended meanwhile, or another user's; the caller knows whether it has the rights.
        }

        return inodes;
    }

    // "socket:[40721]"
    private static uint? Inode(string? target) =>
        target?.StartsWith("socket:[", StringComparison.Ordinal) == true
        && uint.TryParse(target[8..].TrimEnd(']'), NumberStyles.None, CultureInfo.InvariantCulture, out var inode)
            ? inode
            : null;
}
