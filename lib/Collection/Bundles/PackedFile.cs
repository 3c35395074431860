using System.IO.Compression;

namespace NetAudit.Collection.Bundles;

/// <summary>
/// A file of an archive, in memory. A large one is packed again: so memory is in proportion to the archive, not to what it unpacks to.
/// </summary>
internal sealed class PackedFile
{
    private const long Large = 256 * 1024;

    private readonly byte[] content;
    private readonly bool isPacked;

    private PackedFile(byte[] content, bool isPacked, long length) => (this.content, this.isPacked, Length) = (content, isPacked, length);

    /// <summary>How long it is unpacked.</summary>
    public long Length { get; }

    /// <summary>Reads the content of the entry that the archive stands at.</summary>
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

    /// <summary>Its bytes from the begin.</summary>
    public Stream Open()
    {
        var stream = new MemoryStream(content, writable: false);
        return isPacked ? new DeflateStream(stream, CompressionMode.Decompress) : stream;
    }
}
