using System.Formats.Tar;
using System.Text;

namespace NetAudit.Live.Tests.Support;

/// <summary>An image with busybox and links to it.</summary>
internal static class BusyboxImage
{
    public const string Name = "netaudit/busybox:1";

    private static readonly string[] Applets =
    [
        "sh",
        "ip",
        "ping",
        "nslookup",
        "cat",
        "ls",
        "sleep",
        "wget",
        "nc",
        "mv",
        "mkdir",
        "mkfifo",
        "ln",
        "rm",
        "umount",
        "true",
    ];

    public static byte[] Tar()
    {
        using var bytes = new MemoryStream();
        using (var tar = new TarWriter(bytes, leaveOpen: true))
        {
            foreach (var folder in new[] { "bin", "etc", "tmp" })
            {
                tar.WriteEntry(new PaxTarEntry(TarEntryType.Directory, folder) { Mode = (UnixFileMode)0b111_101_101 });
            }

            using var busybox = File.OpenRead(Tool.Find("busybox")!);
            tar.WriteEntry(
                new PaxTarEntry(TarEntryType.RegularFile, "bin/busybox") { DataStream = busybox, Mode = (UnixFileMode)0b111_101_101 }
            );
            foreach (var applet in Applets)
            {
                tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, $"bin/{applet}") { LinkName = "busybox" });
            }

            using var passwd = new MemoryStream(Encoding.ASCII.GetBytes("root:x:0:0:root:/:/bin/sh\n"));
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "etc/passwd") { DataStream = passwd });
        }

        return bytes.ToArray();
    }
}
