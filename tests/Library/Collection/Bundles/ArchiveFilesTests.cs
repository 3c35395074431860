using System.Text;
using ICSharpCode.SharpZipLib.Tar;
using NetAudit.Collection.Bundles;
using NetAudit.Model;

namespace NetAudit.Library.Tests.Collection.Bundles;

public sealed class ArchiveFilesTests : DamagedBundleTestBase
{
    [Theory]
    [InlineData("")]
    [InlineData("./")]
    [InlineData("node1/")]
    [InlineData("./node1/")]
    public void An_archive_may_have_a_top_folder(string prefix)
    {
        var host = Read(Archive((prefix + "bundle.json", Marker), (prefix + "host/neighbors.json", "[]")));

        Assert.Equal("h", host.Host);
        Assert.Empty(host.HostNamespace!.Neighbors!);
    }

    [Fact]
    public void An_entry_with_extended_headers_without_end_is_damage() =>
        Refused(
            Archive(tar =>
            {
                for (var i = 0; i < 40; i++)
                {
                    var extension = TarEntry.CreateTarEntry("x");
                    extension.TarHeader.TypeFlag = (byte)'x';
                    extension.Size = 10;
                    tar.PutNextEntry(extension);
                    tar.Write("10 path=x\n"u8.ToArray(), 0, 10);
                    tar.CloseEntry();
                }

                Put(tar, "bundle.json", Marker);
            }),
            "",
            "damaged or cut off"
        );

    [Theory]
    [InlineData("../evil.json")]
    [InlineData("host/../../evil.json")]
    [InlineData("/etc/evil.json")]
    [InlineData("C:/evil.json")]
    [InlineData("host\\..\\..\\evil.json")]
    public void A_name_that_leads_outside_is_refused(string name) =>
        Refused(Archive(("bundle.json", Marker), (name, "x")), name.Split('/', '\\')[^1], "outside");

    [Theory]
    [InlineData(TarHeader.LF_SYMLINK, "link")]
    [InlineData(TarHeader.LF_LINK, "link")]
    [InlineData(TarHeader.LF_CHR, "device")]
    [InlineData(TarHeader.LF_FIFO, "device")]
    public void Links_and_devices_in_an_archive_are_refused(byte type, string word)
    {
        var path = Archive(tar =>
        {
            Put(tar, "bundle.json", Marker);
            var entry = TarEntry.CreateTarEntry("host/links.json");
            entry.TarHeader.TypeFlag = type;
            entry.TarHeader.LinkName = "/etc/shadow";
            entry.Size = 0;
            tar.PutNextEntry(entry);
            tar.CloseEntry();
        });

        Refused(path, "host/links.json", word);
    }

    [Fact]
    public void Extensions_without_end_are_refused()
    {
        var path = Archive(tar =>
        {
            Put(tar, "bundle.json", Marker);
            foreach (var _ in Enumerable.Range(0, 20))
            {
                var entry = TarEntry.CreateTarEntry("x");
                entry.TarHeader.TypeFlag = (byte)'x';
                entry.Size = 0;
                tar.PutNextEntry(entry);
                tar.CloseEntry();
            }

            Put(tar, "host/a", "x");
        });

        Refused(path, "bundle.json", "damaged");
    }

    [Fact]
    public void The_same_name_twice_is_refused() =>
        Refused(Archive(("bundle.json", Marker), ("host/a", "x"), ("./host/a", "y")), "host/a", "twice");

    [Theory]
    [InlineData("Gnu")]
    [InlineData("Pax")]
    [InlineData("Ustar")]
    [InlineData("V7")]
    public void Each_kind_of_tar_is_read_with_long_names(string kind)
    {
        var name = kind == "V7" ? "host/proc-net/dev" : "host/files/" + new string('d', 90) + "/" + new string('f', 90);
        var path = Path.Combine(Folder.Path, "kind.tar.gz");
        using (var gzip = new System.IO.Compression.GZipStream(File.Create(path), System.IO.Compression.CompressionLevel.Fastest))
        using (var tar = new System.Formats.Tar.TarWriter(gzip, Enum.Parse<System.Formats.Tar.TarEntryFormat>(kind)))
        {
            foreach (var (file, text) in new[] { ("bundle.json", Marker), (name, "x") })
            {
                var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
                tar.WriteEntry(
                    kind switch
                    {
                        "Gnu" => new System.Formats.Tar.GnuTarEntry(System.Formats.Tar.TarEntryType.RegularFile, file)
                        {
                            DataStream = content,
                        },
                        "Pax" => new System.Formats.Tar.PaxTarEntry(System.Formats.Tar.TarEntryType.RegularFile, file)
                        {
                            DataStream = content,
                        },
                        "Ustar" => new System.Formats.Tar.UstarTarEntry(System.Formats.Tar.TarEntryType.RegularFile, file)
                        {
                            DataStream = content,
                        },
                        _ => new System.Formats.Tar.V7TarEntry(System.Formats.Tar.TarEntryType.V7RegularFile, file)
                        {
                            DataStream = content,
                        },
                    }
                );
            }
        }

        using var stream = File.OpenRead(path);
        var files = ArchiveFiles.Read(path, stream, compressed: true, new BundleBounds(), TestContext.Current.CancellationToken);

        Assert.Equal(["bundle.json", name], files.Names);
        Assert.Equal("x", files.Open(name)!.ReadToEnd());
        Assert.Equal(DateTimeOffset.UtcNow.Year, files.Newest.Year);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(2000)]
    [InlineData(20000)]
    public void A_truncated_archive_is_said_to_be_cut_off(int length)
    {
        var whole = File.ReadAllBytes(RecordedHosts.PathOf("overlay-swarm/sw1"));
        var path = Path.Combine(Folder.Path, "cut.tar.gz");
        File.WriteAllBytes(path, whole[..length]);

        Refused(path, "cut.tar.gz", "");
    }

    [Fact]
    public void An_archive_with_flipped_bytes_is_an_error_and_nothing_else()
    {
        var whole = File.ReadAllBytes(RecordedHosts.PathOf("plain-docker-bridge-only/sx1"));
        var random = new Random(1);
        for (var round = 0; round < 40; round++)
        {
            var damaged = whole.ToArray();
            damaged[random.Next(10, damaged.Length)] ^= (byte)(1 << random.Next(8));
            var path = Path.Combine(Folder.Path, "flipped.tar.gz");
            File.WriteAllBytes(path, damaged);

            var problem = Record.Exception(() => Read(path));

            Assert.True(problem is null or NetAuditException { Error: NetAuditError.BundleInvalid }, problem?.ToString());
        }
    }

    [Fact]
    public void An_archive_without_marker_is_no_bundle() =>
        Refused(Archive(("a/bundle.json", Marker), ("b/bundle.json", Marker)), "bundle.json", "no host bundle");
}
