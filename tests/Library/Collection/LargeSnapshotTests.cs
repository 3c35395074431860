using System.IO.Compression;
using NetAudit.Benchmarks.Hosts;
using NetAudit.Collection;

namespace NetAudit.Library.Tests.Collection;

/// <summary>An exported snapshot can be imported, however large the host is.</summary>
public sealed class LargeSnapshotTests
{
    private const long OldBound = 64L * 1024 * 1024;

    [Fact]
    public async Task Twelve_thousand_containers_come_back_as_they_were_plain_and_packed()
    {
        var folder = Directory.CreateTempSubdirectory("netaudit-large-").FullName;
        try
        {
            var text = SnapshotFile.Write(new LargeHost(containers: 12_000, networks: 500).Create());
            var (plain, packed) = (Path.Combine(folder, "host.json"), Path.Combine(folder, "host.json.gz"));
            await File.WriteAllTextAsync(plain, text, TestContext.Current.CancellationToken);
            await using (var gzip = new GZipStream(File.Create(packed), CompressionLevel.Fastest))
            {
                await using var content = File.OpenRead(plain);
                await content.CopyToAsync(gzip, TestContext.Current.CancellationToken);
            }

            Assert.True(new FileInfo(plain).Length > OldBound, $"{new FileInfo(plain).Length} bytes");
            foreach (var path in new[] { plain, packed })
            {
                var read = RecordedHost.Read(path, TestContext.Current.CancellationToken);
                Assert.Equal(12_000, read.Containers!.Count);
                Assert.True(text == SnapshotFile.Write(read), $"{path} came back otherwise");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
