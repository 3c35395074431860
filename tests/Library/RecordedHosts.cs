namespace NetAudit.Library.Tests;

/// <summary>The recorded hosts in tests/Bundles.</summary>
public static class RecordedHosts
{
    /// <summary>The folder.</summary>
    public static string Folder { get; } = Find();

    /// <summary>Names of all: "overlay-swarm/sw1".</summary>
    public static IEnumerable<string> Names =>
        Directory
            .EnumerateFiles(Folder, "*.tar.gz", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Folder, file)[..^".tar.gz".Length].Replace('\\', '/'))
            .OrderBy(name => name, StringComparer.Ordinal);

    /// <summary>The names as data for a theory.</summary>
    public static TheoryData<string> All => [.. Names];

    /// <summary>A recorded host's file.</summary>
    public static string PathOf(string name) => Path.Combine(Folder, name + ".tar.gz");

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
