namespace NetAudit.Benchmarks;

/// <summary>Paths in this repository.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Path(string path) => System.IO.Path.Combine(Root, path);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "NetAudit.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("not below the repository");
        }

        return folder.FullName;
    }
}
