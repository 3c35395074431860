using System.Formats.Tar;
using System.IO.Compression;

namespace NetAudit.Library.Tests.Collection.Bundles;

/// <summary>A recorded host, unpacked into its own folder.</summary>
internal sealed class UnpackedBundle : IDisposable
{
    private UnpackedBundle() { }

    public string Path { get; } = Directory.CreateTempSubdirectory("netaudit-bundle-").FullName;

    public static UnpackedBundle Of(string name)
    {
        var folder = new UnpackedBundle();
        using var stream = new GZipStream(File.OpenRead(RecordedHosts.PathOf(name)), CompressionMode.Decompress);
        TarFile.ExtractToDirectory(stream, folder.Path, overwriteFiles: false);
        return folder;
    }

    /// <summary>A folder with only a marker.</summary>
    public static UnpackedBundle Empty()
    {
        var folder = new UnpackedBundle();
        folder.Write("bundle.json", """{"format":"netaudit-bundle","version":1,"host":"h"}""");
        return folder;
    }

    public void Write(string name, string text)
    {
        var file = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    public void Delete(string name) => File.Delete(System.IO.Path.Combine(Path, name));

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
