using System.Text;
using ICSharpCode.SharpZipLib.GZip;
using ICSharpCode.SharpZipLib.Tar;
using NetAudit.Collection;
using NetAudit.Collection.Bundles;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Collection.Bundles;

/// <summary>A bundle may come from an untrusted place: each attack and each damage is an error that names the file and the place.</summary>
public sealed class DamagedBundleTests : IDisposable
{
    private const string Marker = """{"format":"netaudit-bundle","version":1,"host":"h"}""";

    private readonly UnpackedBundle _folder = UnpackedBundle.Empty();

    public void Dispose() => _folder.Dispose();

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
    public void The_same_name_twice_is_refused() =>
        Refused(Archive(("bundle.json", Marker), ("host/a", "x"), ("./host/a", "y")), "host/a", "twice");

    [Fact]
    public void A_bomb_is_stopped_while_it_unpacks()
    {
        var path = Archive(("bundle.json", Marker), ("host/big.json", new string(' ', 3_000_000)));
        Assert.True(new FileInfo(path).Length < 50_000);

        Refused(path, "host/big.json", "too large", new BundleBounds { FileBytes = 1_000_000 });
        Refused(path, "host/big.json", "too large", new BundleBounds { AllBytes = 1_000_000 });
    }

    [Fact]
    public void A_bomb_in_a_header_is_stopped_too()
    {
        // A long-name header of 3 MB, which the tar reader itself reads.
        var path = Archive(tar =>
        {
            Put(tar, "bundle.json", Marker);
            var entry = TarEntry.CreateTarEntry("././@LongLink");
            entry.TarHeader.TypeFlag = TarHeader.LF_GNU_LONGNAME;
            var name = Encoding.ASCII.GetBytes(new string('a', 3_000_000));
            entry.Size = name.Length;
            tar.PutNextEntry(entry);
            tar.Write(name, 0, name.Length);
            tar.CloseEntry();
        });

        Refused(path, "bundle.json", "damaged");
    }

    [Fact]
    public void A_bomb_behind_the_archives_end_is_stopped_too()
    {
        var path = Path.Combine(_folder.Path, "tail.tar.gz");
        using (var tail = new GZipOutputStream(File.Create(path)))
        {
            using var archive = new GZipInputStream(File.OpenRead(Archive(("bundle.json", Marker))));
            archive.CopyTo(tail);
            tail.Write(new byte[3_000_000], 0, 3_000_000);
        }

        Refused(path, "bundle.json", "larger than", new BundleBounds { AllBytes = 1_000_000 });
    }

    [Theory]
    [InlineData("Gnu")]
    [InlineData("Pax")]
    [InlineData("Ustar")]
    [InlineData("V7")]
    public void Each_kind_of_tar_is_read_with_long_names(string kind)
    {
        var name = kind == "V7" ? "host/proc-net/dev" : "host/files/" + new string('d', 90) + "/" + new string('f', 90);
        var path = Path.Combine(_folder.Path, "kind.tar.gz");
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
        Assert.Equal("x", files.Text(name));
        Assert.Equal(DateTimeOffset.UtcNow.Year, files.Newest.Year);
    }

    [Fact]
    public void Too_many_files_are_refused() =>
        Refused(
            Archive([("bundle.json", Marker), .. Enumerable.Range(0, 50).Select(i => ($"host/{i}", "x"))]),
            "host/",
            "20 files",
            new BundleBounds { Files = 20 }
        );

    [Theory]
    [InlineData(30)]
    [InlineData(2000)]
    [InlineData(20000)]
    public void A_truncated_archive_is_said_to_be_cut_off(int length)
    {
        var whole = File.ReadAllBytes(RecordedHosts.PathOf("overlay-swarm/sw1"));
        var path = Path.Combine(_folder.Path, "cut.tar.gz");
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
            var path = Path.Combine(_folder.Path, "flipped.tar.gz");
            File.WriteAllBytes(path, damaged);

            var problem = Record.Exception(() => Read(path));

            Assert.True(problem is null or NetAuditException { Error: NetAuditError.BundleInvalid }, problem?.ToString());
        }
    }

    [Theory]
    [InlineData("[{\"ifindex\":1,\n\"ifname\":}]", "line 2")]
    [InlineData("[{\"a\":[1,2", "[0].a[1]")]
    [InlineData("[] x", "")]
    public void Bad_json_names_file_path_and_line(string json, string place)
    {
        var problem = Refused(Archive(("bundle.json", Marker), ("host/links.json", json)), "host/links.json", "JSON");

        Assert.Contains(place, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_nested_without_end_is_refused() =>
        Refused(Archive(("bundle.json", Marker), ("host/links.json", new string('[', 100_000))), "host/links.json", "too deep");

    [Fact]
    public void Content_of_a_bad_file_is_not_in_the_message() =>
        Assert.DoesNotContain(
            "hunter2",
            Refused(Archive(("bundle.json", Marker), ("engine/info.json", "{\"x\": hunter2 }")), "engine/info.json", "JSON").ToString(),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("""{"format":"netaudit-bundle","version":2}""", "version 2")]
    [InlineData("""{"format":"netaudit-bundle"}""", "version none")]
    [InlineData("""{"format":"other","version":1}""", "netaudit-bundle")]
    [InlineData("[]", "not a JSON object")]
    public void A_bundle_of_another_kind_is_said(string marker, string word) =>
        Refused(Archive(("bundle.json", marker)), "bundle.json", word);

    [Fact]
    public void An_archive_without_marker_is_no_bundle() =>
        Refused(Archive(("a/bundle.json", Marker), ("b/bundle.json", Marker)), "bundle.json", "no host bundle");

    [Fact]
    public void A_link_in_a_folder_is_refused()
    {
        try
        {
            Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "host"), "/etc");
        }
        catch (IOException)
        {
            Assert.Skip("this user may make no symbolic links");
        }

        Refused(_folder.Path, "host", "link");
    }

    [Fact]
    public void A_pipe_in_a_folder_is_not_waited_for()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "host"));
        try
        {
            System.Diagnostics.Process.Start("mkfifo", Path.Combine(_folder.Path, "host", "links.json")).WaitForExit();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("there is no mkfifo");
        }

        Assert.Null(Read(_folder.Path).HostNamespace!.Links);
    }

    [Fact]
    public void Names_in_messages_steer_no_terminal() =>
        Assert.DoesNotContain('\u001b', Refused(Archive(("bundle.json", Marker), ("../\u001b[31mred", "x")), "red", "outside").Message);

    [Fact]
    public void Reading_ends_when_it_is_cancelled() =>
        Assert.Throws<OperationCanceledException>(() =>
            RecordedHost.Read(RecordedHosts.PathOf("overlay-swarm/sw1"), new CancellationToken(canceled: true))
        );

    private static HostSnapshot Read(string path) => RecordedHost.Read(path, TestContext.Current.CancellationToken);

    private static NetAuditException Refused(string path, string place, string word, BundleBounds? bounds = null)
    {
        var problem = Assert.Throws<NetAuditException>(() =>
            RecordedHost.Read(path, bounds ?? new BundleBounds(), TestContext.Current.CancellationToken)
        );
        Assert.Equal((NetAuditError.BundleInvalid, path), (problem.Error, problem.Target));
        Assert.Contains(place, problem.Message, StringComparison.Ordinal);
        Assert.Contains(word, problem.Message, StringComparison.Ordinal);
        Assert.Contains(Path.GetFileName(path), problem.Message, StringComparison.Ordinal);
        return problem;
    }

    private string Archive(params (string Name, string Text)[] files) =>
        Archive(tar =>
        {
            foreach (var (name, text) in files)
            {
                Put(tar, name, text);
            }
        });

    private string Archive(Action<TarOutputStream> write)
    {
        var path = Path.Combine(_folder.Path, Guid.NewGuid() + ".tar.gz");
        using var tar = new TarOutputStream(new GZipOutputStream(File.Create(path)), Encoding.UTF8);
        write(tar);
        return path;
    }

    private static void Put(TarOutputStream tar, string name, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var entry = TarEntry.CreateTarEntry("x");
        entry.TarHeader.Name = name;
        entry.Size = bytes.Length;
        tar.PutNextEntry(entry);
        tar.Write(bytes, 0, bytes.Length);
        tar.CloseEntry();
    }
}
