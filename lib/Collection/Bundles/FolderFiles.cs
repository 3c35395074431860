namespace NetAudit.Collection.Bundles;

/// <summary>A bundle in a folder.</summary>
internal sealed class FolderFiles : IBundleFiles
{
    private readonly Dictionary<string, FileInfo> files = new(StringComparer.Ordinal);
    private readonly BundleBounds bounds;
    private long bytes;

    private FolderFiles(string path, BundleBounds bounds) => (Path, this.bounds) = (path, bounds);

    public string Path { get; }

    public IReadOnlyCollection<string> Names => files.Keys;

    public DateTimeOffset Newest { get; private set; } = DateTimeOffset.MinValue;

    /// <summary>Looks through the folder; files are read when they are asked for.</summary>
    public static FolderFiles Read(string path, BundleBounds bounds, CancellationToken cancellationToken)
    {
        var folder = new FolderFiles(path, bounds);
        try
        {
            folder.Add(new DirectoryInfo(path), "", cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw BundleFault.At(path, "", "could not be looked through: " + e.Message, e);
        }

        return folder;
    }

    public long MostValues => ValueBudget.OfPlain(bytes);

    public TextReader? Open(string name)
    {
        // An empty file isn't opened: special files, whose reading may never end, have no length.
        if (!files.TryGetValue(name, out var file) || file.Length == 0)
        {
            return null;
        }

        try
        {
            return new StreamReader(new CutStream(file.OpenRead(), bounds.FileBytes));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw BundleFault.At(Path, name, "could not be read: " + e.Message, e);
        }
    }

    private void Add(DirectoryInfo folder, string prefix, CancellationToken cancellationToken)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var name = prefix + entry.Name;
            if ((entry.Attributes & FileAttributes.ReparsePoint) != 0)
            {
                throw BundleFault.At(Path, name, "is a link, which may lead outside; a bundle holds plain files only");
            }

            if (entry is DirectoryInfo inner)
            {
                if (prefix.Count(c => c == '/') >= 16)
                {
                    throw BundleFault.At(Path, name, "is nested too deep");
                }

                Add(inner, name + "/", cancellationToken);
            }
            else if (entry is FileInfo file)
            {
                Add(file, name);
            }
        }
    }

    private void Add(FileInfo file, string name)
    {
        bytes += file.Length;
        if (files.Count >= bounds.Files)
        {
            throw BundleFault.At(Path, name, $"is more than the {bounds.Files} files that a bundle may have");
        }

        if (file.Length > bounds.FileBytes || bytes > bounds.AllBytes)
        {
            throw BundleFault.At(Path, name, $"is too large, alone or with the others ({file.Length} bytes)");
        }

        files[name] = file;
        var written = new DateTimeOffset(file.LastWriteTimeUtc);
        Newest = written > Newest ? written : Newest;
    }
}
