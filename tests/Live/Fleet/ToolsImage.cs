using System.Formats.Tar;
using System.Text;
using NetAudit.Live.Tests.Support;

namespace NetAudit.Live.Tests.Fleet;

/// <summary>
/// An image for the swarm's job, made of this machine's programs. It has the tools of a Debian image with iproute2 and curl. Nothing is
/// pulled.
/// </summary>
internal static class ToolsImage
{
    public const string Name = "netaudit/tools:1";

    private const UnixFileMode Runs = (UnixFileMode)0b111_101_101;

    /// <summary>The programs that the collector runs, and the shell, which is also /bin/sh.</summary>
    public static IReadOnlyList<string> Programs { get; } =
    [
        "sh",
        "awk",
        "sed",
        "grep",
        "tar",
        "gzip",
        "base64",
        "timeout",
        "cat",
        "head",
        "tr",
        "sort",
        "mktemp",
        "date",
        "id",
        "uname",
        "ls",
        "readlink",
        "mkdir",
        "rm",
        "mv",
        "env",
        "true",
        "ip",
        "bridge",
        "ss",
        "curl",
        "nsenter",
        "iptables-save",
        "iptables-legacy-save",
        "ip6tables-save",
        "ip6tables-legacy-save",
        "nft",
        "ipset",
        "ethtool",
    ];

    /// <summary>The tools that this machine lacks.</summary>
    public static IReadOnlyList<string> Missing => [.. Programs.Where(tool => Tool.Find(tool) is null)];

    public static async Task<byte[]> TarAsync()
    {
        using var bytes = new MemoryStream();
        await using (var tar = new TarWriter(bytes, leaveOpen: true))
        {
            foreach (var folder in new[] { "bin", "etc", "tmp", "usr", "usr/sbin", "proc", "run", "host" })
            {
                await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.Directory, folder) { Mode = Runs });
            }

            using var passwd = new MemoryStream(Encoding.ASCII.GetBytes("root:x:0:0:root:/:/bin/sh\n"));
            await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, "etc/passwd") { DataStream = passwd });
            await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.SymbolicLink, "bin/sh") { LinkName = "../usr/sbin/sh" });
            var files = await ProgramFiles.WithLibrariesAsync(Programs, await ProgramFiles.IptablesExtensionsAsync());
            foreach (var (name, source) in files)
            {
                await AddAsync(tar, name, source);
            }
        }

        return bytes.ToArray();
    }

    private static async Task AddAsync(TarWriter tar, string name, string source)
    {
        await using var content = File.OpenRead(source);
        await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = content, Mode = Runs });
    }
}
