using System.Collections.Concurrent;
using NetAudit.Collection;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests;

/// <summary>The recorded hosts in tests/Bundles.</summary>
public static class RecordedHosts
{
    private static readonly ConcurrentDictionary<string, Lazy<HostSnapshot>> s_read = new();

    /// <summary>The folder of the recorded hosts.</summary>
    public static string Folder { get; } = Find();

    /// <summary>The names of all recorded hosts: "overlay-swarm/sw1".</summary>
    public static IEnumerable<string> Names =>
        Directory
            .EnumerateFiles(Folder, "*.tar.gz", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Folder, file)[..^".tar.gz".Length].Replace('\\', '/'))
            .OrderBy(name => name, StringComparer.Ordinal);

    /// <summary>The names as data for a theory.</summary>
    public static TheoryData<string> All => [.. Names];

    /// <summary>The path of a recorded host's file.</summary>
    public static string PathOf(string name) => Path.Combine(Folder, name + ".tar.gz");

    /// <summary>Reads a recorded host by name, once for all tests, as snapshots don't change.</summary>
    public static HostSnapshot Read(string name) => ReadFile(PathOf(name));

    /// <summary>Reads a recorded host's file, once for all tests.</summary>
    public static HostSnapshot ReadFile(string path) =>
        s_read.GetOrAdd(path, file => new Lazy<HostSnapshot>(() => RecordedHost.Read(file, CancellationToken.None))).Value;

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var bundles = Path.Combine(folder.FullName, "tests", "Bundles");
            if (Directory.Exists(bundles))
            {
                return bundles;
            }
        }

        throw new DirectoryNotFoundException("tests/Bundles is not above " + AppContext.BaseDirectory);
    }
}
