using System.Text;
using ICSharpCode.SharpZipLib.GZip;
using NetAudit.Collection.Bundles;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Collection;

/// <summary>A recorded host: a snapshot file, a bundle's folder, or a bundle's archive (.tar.gz or .tar).</summary>
public static class RecordedHost
{
    private const int TarBlock = 512;

    /// <summary>Reads a recorded host; the kind is recognised by its content.</summary>
    /// <param name="path">A file or folder.</param>
    /// <param name="cancellationToken">Ends the read at once.</param>
    /// <exception cref="NetAuditException">
    /// There is no such file or folder, or it can't be read, is damaged, unsafe, or of a newer format.
    /// </exception>
    public static HostSnapshot Read(string path, CancellationToken cancellationToken) => Read(path, new BundleBounds(), cancellationToken);

    internal static HostSnapshot Read(string path, BundleBounds bounds, CancellationToken cancellationToken)
    {
        if (Path.GetFileName(path) == Bundle.Marker && File.Exists(path))
        {
            path = Path.GetDirectoryName(Path.GetFullPath(path))!; // Its folder is meant.
        }

        if (!Directory.Exists(path) && !File.Exists(path))
        {
            throw new NetAuditException(NetAuditError.PathNotFound, $"There is no file or folder '{path}'.", path, "Check the path.");
        }

        try
        {
            return Directory.Exists(path) ? ReadFolder(path, bounds, cancellationToken) : ReadFile(path, bounds, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new NetAuditException(
                NetAuditError.PathNotAHost,
                $"'{path}' could not be read: {e.Message}",
                path,
                "Check the permissions of the file or folder.",
                e
            );
        }
    }

    private static HostSnapshot ReadFolder(string path, BundleBounds bounds, CancellationToken cancellationToken) =>
        File.Exists(Path.Combine(path, Bundle.Marker))
            ? BundleReader.Read(FolderFiles.Read(path, bounds, cancellationToken), cancellationToken)
            : throw NotAHost(path, $"is a folder without {Bundle.Marker}");

    private static HostSnapshot ReadFile(string path, BundleBounds bounds, CancellationToken cancellationToken)
    {
        using var file = File.OpenRead(path);
        var compressed = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
        file.Position = 0;
        var start = Start(path, file, compressed);
        if (IsJson(start))
        {
            return Snapshot(path, file, compressed, bounds);
        }

        return compressed || IsTar(start)
            ? BundleReader.Read(ArchiveFiles.Read(path, file, compressed, bounds, cancellationToken), cancellationToken)
            : throw NotAHost(path, start.Length == 0 ? "is empty" : "is neither JSON nor a tar.gz archive");
    }

    /// <summary>The first bytes, decompressed.</summary>
    private static byte[] Start(string path, FileStream file, bool compressed)
    {
        var start = new byte[TarBlock];
        var length = 0;
        try
        {
            using Stream stream = compressed ? new GZipInputStream(file) { IsStreamOwner = false } : new BoundedStream(file, long.MaxValue);
            while (length < start.Length && stream.Read(start, length, start.Length - length) is > 0 and var got)
            {
                length += got;
            }
        }
        catch (Exception e)
            when (compressed && e is ICSharpCode.SharpZipLib.SharpZipBaseException or IOException or IndexOutOfRangeException)
        {
            throw BundleFault.At(path, "", "is not a readable tar.gz archive: it is damaged or cut off", e);
        }

        file.Position = 0;
        return [.. start.Take(length)];
    }

    private static HostSnapshot Snapshot(string path, FileStream file, bool compressed, BundleBounds bounds)
    {
        var most = compressed ? Math.Min(bounds.SnapshotBytes, BundleBounds.Unpacked(file.Length)) : bounds.SnapshotBytes;
        var values = compressed ? ValueBudget.OfPacked(file.Length) : ValueBudget.OfPlain(file.Length);
        try
        {
            return SnapshotFile.Read(Open, path, () => new ValueBudget(values));
        }
        catch (Exception e) when (e is BoundExceededException or ICSharpCode.SharpZipLib.SharpZipBaseException or IndexOutOfRangeException)
        {
            throw new NetAuditException(
                NetAuditError.SnapshotInvalid,
                $"The snapshot '{path}' is larger than a file of its length may be, or its compression is damaged.",
                path,
                "Export it again with Export-OverlaySnapshot.",
                e
            );
        }

        StreamReader Open()
        {
            file.Position = 0;
            Stream stream = compressed ? new GZipInputStream(file) { IsStreamOwner = false } : file;
            return new StreamReader(new BoundedStream(stream, most), Encoding.UTF8, true, 16 * 1024, leaveOpen: true);
        }
    }

    /// <summary>Whether the first character is a brace, after a byte order mark of UTF-8 or UTF-16 and blanks.</summary>
    private static bool IsJson(byte[] start) =>
        start
            .SkipWhile(b => b is 0xef or 0xbb or 0xbf or 0xff or 0xfe or 0 or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            .FirstOrDefault() == '{'
        && !IsTar(start);

    private static bool IsTar(byte[] start) =>
        start.Length == TarBlock && start[257] == 'u' && start[258] == 's' && start[259] == 't' && start[260] == 'a' && start[261] == 'r';

    private static NetAuditException NotAHost(string path, string what) =>
        new(
            NetAuditError.PathNotAHost,
            $"'{path}' {what}.",
            path,
            "Give a snapshot made by Export-OverlaySnapshot, or a bundle (folder or .tar.gz) made by collect.sh."
        );
}
