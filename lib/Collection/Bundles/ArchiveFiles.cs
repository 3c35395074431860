using ICSharpCode.SharpZipLib;
using ICSharpCode.SharpZipLib.GZip;

namespace NetAudit.Collection.Bundles;

/// <summary>A bundle in a .tar.gz (or .tar), read into memory. Nothing is unpacked to the disk.</summary>
internal sealed class ArchiveFiles : IBundleFiles
{
    private readonly Dictionary<string, PackedFile> files = new(StringComparer.Ordinal);
    private readonly BundleBounds bounds;
    private long bytes;

    private ArchiveFiles(string path, BundleBounds bounds, long mostValues) => (Path, this.bounds, MostValues) = (path, bounds, mostValues);

    public string Path { get; }

    public IReadOnlyCollection<string> Names => files.Keys;

    public DateTimeOffset Newest { get; private set; } = DateTimeOffset.MinValue;

    /// <summary>Reads the archive.</summary>
    public static ArchiveFiles Read(string path, Stream stream, bool compressed, BundleBounds bounds, CancellationToken cancellationToken)
    {
        var length = stream.Length;
        var archive = new ArchiveFiles(path, bounds, compressed ? ValueBudget.OfPacked(length) : ValueBudget.OfPlain(length));
        var most = compressed ? Math.Min(bounds.AllBytes, BundleBounds.Unpacked(length)) : bounds.AllBytes;
        var place = "";
        try
        {
            using Stream plain = compressed ? new GZipInputStream(stream) { IsStreamOwner = false } : stream;
            using var bounded = new BoundedStream(plain, most);
            var tar = new TarReader(bounded);
            while (tar.Next() is { } entry)
            {
                cancellationToken.ThrowIfCancellationRequested();
                place = entry.Name;
                archive.Add(entry, tar);
            }

            bounded.CopyTo(Stream.Null); // The compression's check sum stands at its end.
        }
        catch (BoundExceededException e)
        {
            throw BundleFault.At(
                path,
                place,
                $"makes the bundle larger than {most} bytes unpacked, the most for an archive of {length} bytes",
                e
            );
        }
        catch (Exception e) when (e is TarDamagedException or SharpZipBaseException or IOException or IndexOutOfRangeException)
        {
            throw BundleFault.At(
                path,
                place,
                place.Length == 0
                    ? "is not a readable tar.gz archive: it is damaged or cut off"
                    : "is the last entry that could be read: the archive is damaged or cut off",
                e
            );
        }

        archive.StripTop();
        return archive;
    }

    public long MostValues { get; }

    public TextReader? Open(string name) =>
        files.TryGetValue(name, out var content) && content.Length > 0 ? new StreamReader(content.Open()) : null;

    private void Add(ArchiveEntry entry, TarReader tar)
    {
        var name = BundleNames.Checked(entry.Name) ?? throw BundleFault.At(Path, entry.Name, "leads outside of the bundle");
        if (entry.Type == '5')
        {
            return;
        }

        if (entry.Type is not ('0' or '7'))
        {
            throw BundleFault.At(
                Path,
                entry.Name,
                entry.Type is '1' or '2'
                    ? "is a link; a bundle holds plain files only"
                    : "is a device or another special entry; a bundle holds plain files only"
            );
        }

        if (name.Length == 0 || files.ContainsKey(name))
        {
            throw BundleFault.At(Path, entry.Name, "is in it twice, or has no name");
        }

        if (files.Count >= bounds.Files)
        {
            throw BundleFault.At(Path, entry.Name, $"is more than the {bounds.Files} files that a bundle may have");
        }

        if (entry.Size > bounds.FileBytes || entry.Size > bounds.AllBytes - bytes)
        {
            throw BundleFault.At(Path, entry.Name, $"is too large ({entry.Size} bytes)");
        }

        files[name] = PackedFile.Read(tar, entry.Size);
        bytes += entry.Size;
        Newest = entry.Written > Newest ? entry.Written : Newest;
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
