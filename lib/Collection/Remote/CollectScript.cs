using System.IO.Compression;

namespace NetAudit.Collection.Remote;

/// <summary>collect.sh, which reads a host and writes a bundle.</summary>
internal static class CollectScript
{
    /// <summary>The script's text, with Unix line ends.</summary>
    public static byte[] Bytes { get; } = Read();

    /// <summary>The script's text, compressed by gzip and encoded as base64.</summary>
    public static string Packed { get; } = Pack();

    private static byte[] Read()
    {
        using var resource = typeof(CollectScript).Assembly.GetManifestResourceStream("collect.sh")!;
        using var bytes = new MemoryStream();
        resource.CopyTo(bytes);
        return [.. bytes.ToArray().Where(one => one != '\r')]; // A checkout may have given it the line ends of Windows.
    }

    private static string Pack()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(Bytes, 0, Bytes.Length);
        }

        return Convert.ToBase64String(packed.ToArray());
    }
}
