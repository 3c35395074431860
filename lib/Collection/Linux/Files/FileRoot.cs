using Microsoft.Win32.SafeHandles;

namespace NetAudit.Collection.Linux.Files;

/// <summary>
/// A file system as a process sees it ("/proc/407/root"), which may be a container's, so untrusted: nothing in it
/// leads outside, and nothing but regular files is ever opened.
/// </summary>
/// <remarks>
/// A path below /proc/PID/root won't do: the kernel follows an absolute link there from OUR root. Here each part is
/// opened without following, and a link's words are followed by hand from this root; so the kernel's magic links
/// (/proc/1/root) are mere words too. RESOLVE_IN_ROOT does the same, on kernels from 5.6 and if seccomp allows it.
/// </remarks>
internal sealed class FileRoot : IDisposable
{
    private const int MostLinks = 40;
    private const int MostParts = 256;

    private readonly SafeFileHandle _root;

    private FileRoot(SafeFileHandle root) => _root = root;

    /// <summary>Opens a root.</summary>
    /// <exception cref="UnauthorizedAccessException">That takes root.</exception>
    public static FileRoot Open(string path) => new(NativeFile.Open(path));

    /// <summary>Reads a text file; null if there is none.</summary>
    /// <exception cref="IOException">It isn't a regular file, or larger than <paramref name="limit"/> bytes.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public string? ReadText(string path, int limit)
    {
        using var file = Find(path);
        if (file is null)
        {
            return null;
        }

        if (!NativeFile.Facts(file).IsRegular)
        {
            throw new IOException("not a regular file");
        }

        // Sharing all keeps .NET from locking the file, which its owner could notice.
        using var stream = new FileStream(ProcPath(file), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
        return BoundedText.Read(stream, limit);
    }

    /// <summary>Names in a folder, sorted, <paramref name="limit"/> at most; none if there is no such folder.</summary>
    public IReadOnlyList<string> Names(string folder, int limit)
    {
        using var handle = Find(folder);
        if (handle is null || !Directory.Exists(ProcPath(handle)))
        {
            return [];
        }

        return
        [
            .. Directory
                .EnumerateFileSystemEntries(ProcPath(handle))
                .Take(limit)
                .Select(Path.GetFileName)
                .OrderBy(name => name, StringComparer.Ordinal)!,
        ];
    }

    /// <summary>Opens a handle on the file at a path in this root, all links followed inside it; null if there is none.</summary>
    public SafeFileHandle? Find(string path)
    {
        var ahead = new Stack<string>();
        var passed = new Stack<SafeFileHandle>();
        var links = 0;
        Push(ahead, path);
        try
        {
            while (ahead.Count > 0)
            {
                var name = ahead.Pop();
                if (name == "..")
                {
                    Leave(passed, 1);
                    continue;
                }

                var next = NativeFile.OpenIn(passed.Count > 0 ? passed.Peek() : _root, name);
                if (next is null)
                {
                    return null;
                }

                if (!NativeFile.Facts(next).IsLink)
                {
                    passed.Push(next);
                    continue;
                }

                string target;
                using (next)
                {
                    target = NativeFile.LinkTarget(next);
                }

                if (++links > MostLinks)
                {
                    throw new IOException("too many links");
                }

                Leave(passed, target.StartsWith("/", StringComparison.Ordinal) ? passed.Count : 0);
                Push(ahead, target);
            }

            return passed.Count > 0 ? passed.Pop() : null;
        }
        finally
        {
            Leave(passed, passed.Count);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _root.Dispose();

    /// <summary>The path by which this process reaches a handle's file, while the handle lives.</summary>
    public static string ProcPath(SafeFileHandle handle) => $"/proc/self/fd/{handle.DangerousGetHandle()}";

    private static void Push(Stack<string> ahead, string path)
    {
        foreach (var part in Enumerable.Reverse(path.Split('/')))
        {
            if (part.Length > 0 && part != ".")
            {
                ahead.Push(part);
            }
        }

        if (ahead.Count > MostParts)
        {
            throw new IOException("too long a path");
        }
    }

    private static void Leave(Stack<SafeFileHandle> passed, int count)
    {
        for (; count > 0 && passed.Count > 0; count--)
        {
            passed.Pop().Dispose();
        }
    }
}
