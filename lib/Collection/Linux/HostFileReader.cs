using NetAudit.Collection.Formats;
using NetAudit.Collection.Linux.Files;
using NetAudit.Platform;
using NetAudit.Snapshots;

namespace NetAudit.Collection.Linux;

/// <summary>Reads the configuration files that matter from a file system.</summary>
internal sealed class HostFileReader(FileRoot root, GapList gaps, CancellationToken cancellationToken)
{
    private const int LargestFile = 1024 * 1024;
    private const int MostFiles = 500;

    /// <summary>Returns the files that exist; a file that may not be read is a gap.</summary>
    public IReadOnlyList<HostFile> Read()
    {
        var files = new List<HostFile>();
        foreach (var path in HostFiles.Patterns.SelectMany(Matching).Distinct().Take(MostFiles))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Try(path, () => root.ReadText(path, LargestFile)) is { } text)
            {
                files.Add(HostFiles.Read(path, text));
            }
        }

        return files;
    }

    /// <summary>The file system's resolv.conf.</summary>
    public Resolver? ReadResolver() => ReadResolver(root, "resolv.conf", gaps);

    /// <summary>A file system's resolv.conf; null if there is none or it may not be read.</summary>
    public static Resolver? ReadResolver(FileRoot root, string subject, GapList gaps) =>
        Try(subject, () => root.ReadText("/etc/resolv.conf", LargestFile), gaps) is { } text ? ResolvConf.Read(text) : null;

    private IEnumerable<string> Matching(string pattern)
    {
        if (!pattern.Contains("*"))
        {
            return [pattern];
        }

        var folder = pattern[..pattern.LastIndexOf('/')];
        return Try(folder, () => root.Names(folder, MostFiles))?.Select(name => $"{folder}/{name}").Where(HostFiles.Matters) ?? [];
    }

    private T? Try<T>(string path, Func<T?> read)
        where T : class => Try($"file {path}", read, gaps);

    private static T? Try<T>(string subject, Func<T?> read, GapList gaps)
        where T : class
    {
        try
        {
            return read();
        }
        catch (UnauthorizedAccessException)
        {
            gaps.Refused(subject, Capability.DacReadSearch);
        }
        catch (IOException problem)
        {
            gaps.Add(subject, problem);
        }

        return null;
    }
}
