using ICSharpCode.SharpZipLib;
using ICSharpCode.SharpZipLib.GZip;
using ICSharpCode.SharpZipLib.Tar;

namespace NetAudit.Collection.Bundles;

/// <summary>A bundle in a .tar.gz (or .tar), read into memory. Nothing is unpacked to the disk.</summary>
internal sealed class ArchiveFiles : IBundleFiles
{
    private readonly Dictionary<string, byte[]> files = new(StringComparer.Ordinal);
    private readonly BundleBounds bounds;
    private long bytes;

    private ArchiveFiles(string path, BundleBounds bounds) => (Path, this.bounds) = (path, bounds);

    public string Path { get; }

    public IReadOnlyCollection<string> Names => files.Keys;

    public DateTimeOffset Newest { get; private set; } = DateTimeOffset.MinValue;

    /// <summary>Reads the archive.</summary>
    public static ArchiveFiles Read(string path, Stream stream, bool compressed, BundleBounds bounds, CancellationToken cancellationToken)
    {
        var archive = new ArchiveFiles(path, bounds);
        var place = "";
        try
        {
            using Stream plain = compressed ? new GZipInputStream(stream) { IsStreamOwner = false } : stream;
            using var tar = new TarInputStream(new BoundedStream(plain, bounds.AllBytes), System.Text.Encoding.UTF8);
            while (tar.GetNextEntry() is { } entry)
            {
                cancellationToken.ThrowIfCancellationRequested();
                place = entry.Name;
                archive.Add(entry, tar);
            }
        }
        catch (BoundExceededException e)
        {
            throw BundleFault.At(path, place, $"makes the bundle larger than {bounds.AllBytes} bytes unpacked", e);
        }
        catch (Exception e) when (e is SharpZipBaseException or IOException or ArgumentException or FormatException or IndexOutOfRangeException or OverflowException or InvalidOperationException)
        {
            throw BundleFault.At(path, place, place.Length == 0 ? "is not a readable tar.gz archive" : "is the last entry that could be read: the archive is damaged or cut off", e);
        }

        archive.StripTop();
        return archive;
    }

    public string? Text(string name) =>
        files.TryGetValue(name, out var content) && content.Length > 0 ? new StreamReader(new MemoryStream(content)).ReadToEnd() : null;

    private void Add(TarEntry entry, TarInputStream tar)
    {
        var name = BundleNames.Checked(entry.Name) ?? throw BundleFault.At(Path, entry.Name, "leads outside of the bundle");
        if (entry.IsDirectory)
        {
            return;
        }

        var type = entry.TarHeader.TypeFlag;
        if (type is not (TarHeader.LF_NORMAL or TarHeader.LF_OLDNORM or TarHeader.LF_CONTIG))
        {
            throw BundleFault.At(Path, entry.Name, type is TarHeader.LF_LINK or TarHeader.LF_SYMLINK
                ? "is a link; a bundle holds plain files only" : "is a device or another special entry; a bundle holds plain files only");
        }

        if (name.Length == 0 || files.ContainsKey(name))
        {
            throw BundleFault.At(Path, entry.Name, "is in it twice, or has no name");
        }

        if (files.Count >= bounds.Files)
        {
            throw BundleFault.At(Path, entry.Name, $"is more than the {bounds.Files} files that a bundle may have");
        }

        if (entry.Size < 0 || entry.Size > bounds.FileBytes || entry.Size > bounds.AllBytes - bytes)
        {
            throw BundleFault.At(Path, entry.Name, $"is too large ({entry.Size} bytes)");
        }

        files[name] = Content(entry, tar);
        bytes += entry.Size;
        var written = new DateTimeOffset(DateTime.SpecifyKind(entry.ModTime, DateTimeKind.Utc));
        Newest = written > Newest ? written : Newest;
    }

    private byte[] Content(TarEntry entry, TarInputStream tar)
    {
        // Grows with what is really there, so that a header that lies about the size costs nothing.
        using var content = new MemoryStream();
        tar.CopyTo(content);
        return content.Length == entry.Size ? content.ToArray() : throw BundleFault.At(Path, entry.Name, "is cut off: the archive ends in the middle of it");
    }

    private void StripTop()
    {
        if (BundleNames.Top(Names) is not { Length: > 0 } top)
        {
            return;
        }

        foreach (var (name, content) in files.Select(file => (file.Key, file.Value)).ToList())
        {
            files.Remove(name);
            if (name.StartsWith(top, StringComparison.Ordinal))
            {
                files[name[top.Length..]] = content;
            }
        }
    }
}
