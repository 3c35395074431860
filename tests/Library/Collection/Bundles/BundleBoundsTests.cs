using System.Text;
using ICSharpCode.SharpZipLib.GZip;
using ICSharpCode.SharpZipLib.Tar;
using NetAudit.Collection.Bundles;

namespace NetAudit.Library.Tests.Collection.Bundles;

public sealed class BundleBoundsTests : DamagedBundleTestBase
{
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
        // The tar reader itself reads a long-name header, here one of 3 MB.
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
        var path = Path.Combine(Folder.Path, "tail.tar.gz");
        using (var tail = new GZipOutputStream(File.Create(path)))
        {
            using var archive = new GZipInputStream(File.OpenRead(Archive(("bundle.json", Marker))));
            archive.CopyTo(tail);
            tail.Write(new byte[3_000_000], 0, 3_000_000);
        }

        Refused(path, "bundle.json", "larger than", new BundleBounds { AllBytes = 1_000_000 });
    }

    [Fact]
    public void Too_many_files_are_refused() =>
        Refused(
            Archive([("bundle.json", Marker), .. Enumerable.Range(0, 50).Select(i => ($"host/{i}", "x"))]),
            "host/",
            "20 files",
            new BundleBounds { Files = 20 }
        );
}
