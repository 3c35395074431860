using System.Formats.Tar;
using System.IO.Compression;
using NetAudit.Live.Tests.Fleet;
using NetAudit.Live.Tests.Support;

namespace NetAudit.Live.Tests.Installed;

/// <summary>The base layer of an image: .NET's system requirements and the tools that list packet filters, from this machine.</summary>
internal static class BaseImage
{
    /// <summary>The tools that list packet filters, and the tools that the job on a swarm's nodes needs.</summary>
    private static readonly IReadOnlyList<string> s_tools = ToolsImage.Programs;

    private static readonly string[] s_libraries =
    [
        "libstdc++.so.6",
        "libgcc_s.so.1",
        "libm.so.6",
        "libdl.so.2",
        "libpthread.so.0",
        "librt.so.1",
    ];

    /// <summary>The tools that this machine lacks.</summary>
    public static IReadOnlyList<string> Missing => [.. s_tools.Where(tool => Tool.Find(tool) is null)];

    public static async Task<byte[]> TarAsync()
    {
        using var bytes = new MemoryStream();
        await using (var tar = new TarWriter(bytes, leaveOpen: true))
        {
            foreach (var folder in new[] { "etc", "tmp", "usr", "usr/sbin", "run" })
            {
                await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.Directory, folder) { Mode = (UnixFileMode)0b111_101_101 });
            }

            await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.Directory, "bin") { Mode = (UnixFileMode)0b111_101_101 });
            await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.SymbolicLink, "bin/sh") { LinkName = "../usr/sbin/sh" });
            using var passwd = new MemoryStream("root:x:0:0:root:/:/bin/false\n"u8.ToArray());
            await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, "etc/passwd") { DataStream = passwd });
            foreach (var (name, source) in await FilesAsync())
            {
                await using var content = File.OpenRead(source);
                await tar.WriteEntryAsync(
                    new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = content, Mode = (UnixFileMode)0b111_101_101 }
                );
            }
        }

        return bytes.ToArray();
    }

    public static byte[] Compressed(byte[] tar)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(tar);
        }

        return bytes.ToArray();
    }

    /// <summary>Files by their name in the image: the tools, .NET's libraries, and all that these load.</summary>
    private static async Task<IReadOnlyDictionary<string, string>> FilesAsync()
    {
        var system = await ProgramFiles.LibraryFolderAsync();
        var libraries = s_libraries.Select(library => Path.Combine(system, library));
        return await ProgramFiles.WithLibrariesAsync(s_tools, libraries.Concat(await ProgramFiles.IptablesExtensionsAsync()));
    }
}
