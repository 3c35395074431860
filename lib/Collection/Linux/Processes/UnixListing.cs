using NetAudit.Collection.Linux.Files;

namespace NetAudit.Collection.Linux.Processes;

/// <summary>A unix socket as /proc/net/unix lists it.</summary>
internal sealed record UnixListing(string Inode, bool Listens, string? Path)
{
    private const string AcceptsConnections = "00010000";

    /// <summary>The unix sockets in a process's network namespace; none if it has ended.</summary>
    public static IEnumerable<UnixListing> Read(int pid, int limit)
    {
        // Num RefCount Protocol Flags Type St Inode Path
        foreach (var line in (BoundedText.Proc($"/proc/{pid}/net/unix", limit) ?? "").Split('\n').Skip(1))
        {
            var fields = line.Split([' '], 8, StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length >= 7)
            {
                yield return new UnixListing(fields[6], fields[3] == AcceptsConnections, fields.Length > 7 ? fields[7] : null);
            }
        }
    }
}
