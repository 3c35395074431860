using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace NetAudit.Tests.Faults;

/// <summary>Inputs that are made from files in tests/Faults, or are too large to be kept there.</summary>
internal static class MadeInput
{
    private const string About = """{"format":"netaudit-bundle","version":1,"host":"h","collectedAt":"2026-01-01T00:00:00Z","root":true}""";

    /// <summary>Makes a recorded host with one file.</summary>
    public static string Archive(string path, string name, string text)
    {
        using var tar = new TarWriter(new GZipStream(File.Create(path), CompressionLevel.Optimal));
        Add(tar, "bundle.json", About);
        Add(tar, name, text);
        return path;
    }

    /// <summary>Makes a recorded host whose packet filter is nft's listing from a compressed file.</summary>
    public static string FilterOf(string listing, string path)
    {
        using var packed = new GZipStream(File.OpenRead(listing), CompressionMode.Decompress);
        using var text = new StreamReader(packed);
        return Archive(path, "host/nftables.txt", text.ReadToEnd());
    }

    /// <summary>Makes 200 MB of extended headers without content.</summary>
    public static string PaxFlood(string path)
    {
        const int Headers = 200_000;
        using var one = new MemoryStream();
        using (var tar = new TarWriter(one, leaveOpen: true))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "a"));
        }

        var header = one.ToArray()[..1024]; // The extended header and its content, without the entry that it describes.
        using var gzip = new GZipStream(File.Create(path), CompressionLevel.Optimal);
        for (var i = 0; i < Headers; i++)
        {
            gzip.Write(header);
        }

        return path;
    }

    private static void Add(TarWriter tar, string name, string text) =>
        tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) });
}
