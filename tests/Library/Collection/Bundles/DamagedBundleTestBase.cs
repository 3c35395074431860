using System.Text;
using ICSharpCode.SharpZipLib.GZip;
using ICSharpCode.SharpZipLib.Tar;
using NetAudit.Collection;
using NetAudit.Collection.Bundles;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Collection.Bundles;

/// <summary>Tests on bundles that they write themselves, whole or damaged.</summary>
public abstract class DamagedBundleTestBase : IDisposable
{
    private protected const string Marker = """{"format":"netaudit-bundle","version":1,"host":"h"}""";

    private protected UnpackedBundle Folder { get; } = UnpackedBundle.Empty();

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected static HostSnapshot Read(string path) => RecordedHost.Read(path, TestContext.Current.CancellationToken);

    private protected static NetAuditException Refused(string path, string place, string word, BundleBounds? bounds = null)
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

    private protected string Archive(params (string Name, string Text)[] files) =>
        Archive(tar =>
        {
            foreach (var (name, text) in files)
            {
                Put(tar, name, text);
            }
        });

    private protected string Archive(Action<TarOutputStream> write)
    {
        var path = Path.Combine(Folder.Path, Guid.NewGuid() + ".tar.gz");
        using var tar = new TarOutputStream(new GZipOutputStream(File.Create(path)), Encoding.UTF8);
        write(tar);
        return path;
    }

    private protected static void Put(TarOutputStream tar, string name, string text)
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
