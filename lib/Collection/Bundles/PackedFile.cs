using System.IO.Compression;

namespace NetAudit.Collection.Bundles;

/// <summary>
/// A file of an archive, in memory. A large file is compressed again, so memory is in proportion to the archive, not to its unpacked size.
/// </summary>
internal sealed class PackedFile
{
    private const long Large = 256 * 1024;

    private readonly byte[] content;
    private readonly bool isPacked;

    private PackedFile(byte[] content, bool isPacked, long length) => (this.content, this.isPacked, Length) = (content, isPacked, length);

    /// <summary>The unpacked length in bytes.</summary>
    public long Length { get; }

    /// <summary>Reads the content of the archive's current entry.</summary>
    public static PackedFile Read(TarReader tar, long length)
    {
        using var kept = new MemoryStream();
        if (length < Large)
        {
            tar.CopyContent(kept);
            return new PackedFile(kept.ToArray(), false, length);
        }

        using (var packing = new DeflateStream(kept, CompressionLevel.Fastest, leaveOpen: true))
        {
            tar.CopyContent(packing);
        }

        return new PackedFile(kept.ToArray(), true, length);
    }

    /// <summary>The unpacked bytes, from the start.</summary>
    public Stream Open()
    {
        var stream = new MemoryStream(content, writable: false);
        return isPacked ? new DeflateStream(stream, CompressionMode.Decompress) : stream;
    }
}
