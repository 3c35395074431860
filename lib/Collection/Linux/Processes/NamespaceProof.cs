using System.Globalization;
using NetAudit.Collection.Linux.Files;

namespace NetAudit.Collection.Linux.Processes;

/// <summary>Proves, without any rights, that another process shares our namespaces.</summary>
/// <remarks>
/// Reading another user's /proc/PID/ns takes root, but /proc/PID/net and /proc/PID/mountinfo don't. A unix socket made
/// here is listed in /proc/PID/net/unix of just the processes that share our network namespace; and a mount belongs to
/// one mount namespace only, so whoever has the same root mount shares ours. If /proc hides processes, nothing is proven.
/// </remarks>
internal sealed class NamespaceProof : IDisposable
{
    private const int LargestListing = 16 * 1024 * 1024;

    private readonly UnixSocket _socket = new();
    private readonly string _inode;

    public NamespaceProof() => _inode = _socket.Inode.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether a process is provably in our network namespace.</summary>
    public bool SharesNetwork(int pid) => UnixListing.Read(pid, LargestListing).Any(socket => socket.Inode == _inode);

    /// <summary>Whether a process provably sees the files that we see.</summary>
    public static bool SharesFiles(int pid) =>
        RootMount(pid.ToString(CultureInfo.InvariantCulture)) is { } root && root == RootMount("self");

    /// <inheritdoc />
    public void Dispose() => _socket.Dispose();

    // "27 1 254:0 / / rw,relatime - ext4 ...": id, parent, device, folder of the file system, where. The last one at "/" counts.
    private static string? RootMount(string pid) =>
        BoundedText
            .Proc($"/proc/{pid}/mountinfo", LargestListing)
            ?.Split('\n')
            .Select(line => line.Split(' '))
            .LastOrDefault(fields => fields.Length > 4 && fields[4] == "/")
            is { } mount
            ? $"{mount[0]} {mount[3]}"
            : null;
}
