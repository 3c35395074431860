using System.Text;
using NetAudit.Collection.Linux.Files;

namespace NetAudit.Collection.Linux.Processes;

/// <summary>Reads the open files of a process from its folder fd. One thread uses it at a time.</summary>
internal sealed class OpenFiles
{
    private static readonly byte[] s_socket = Encoding.ASCII.GetBytes("socket:[");

    // A host has tens of thousands of open files, so all use the same buffers, and no strings are made.
    private readonly byte[] _name = new byte[32];
    private readonly byte[] _target = new byte[64];

    /// <summary>
    /// The inodes of a process's sockets, and whether it has files but none is shown. Empty if it has ended; null if they may not be
    /// listed.
    /// </summary>
    public (IReadOnlyList<uint> Sockets, bool AreHidden)? Read(int pid)
    {
        var sockets = new List<uint>();
        var (shown, hidden) = (0, 0);
        try
        {
            var path = $"/proc/{pid}/fd";
            using var folder = NativeFile.Open(path);
            foreach (var file in Directory.EnumerateFileSystemEntries(path))
            {
                var length = NativeFile.LinkTarget(folder, Name(file, path.Length + 1), _target);
                _ = length < 0 ? hidden++ : shown++;
                if (Inode(length) is { } inode)
                {
                    sockets.Add(inode);
                }
            }
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
        catch (IOException)
        {
            return ([], false); // Ended meanwhile.
        }

        return (sockets, hidden > 0 && shown == 0);
    }

    /// <summary>A file's name in its folder, which is a number, with a NUL after it.</summary>
    private byte[] Name(string path, int start)
    {
        var length = Math.Min(path.Length - start, _name.Length - 1);
        _ = Encoding.ASCII.GetBytes(path, start, length, _name, 0);
        _name[length] = 0;
        return _name;
    }

    // "socket:[40721]"
    private uint? Inode(int length)
    {
        if (length <= s_socket.Length || !_target.AsSpan(0, s_socket.Length).SequenceEqual(s_socket))
        {
            return null;
        }

        ulong inode = 0;
        for (var at = s_socket.Length; at < length && _target[at] is >= (byte)'0' and <= (byte)'9' && inode <= uint.MaxValue; at++)
        {
            inode = (10 * inode) + (ulong)(_target[at] - '0');
        }

        return inode is > 0 and <= uint.MaxValue ? (uint)inode : null;
    }
}
