using System.IO.Compression;
using System.Text;
using CsCheck;
using NetAudit.Collection;
using NetAudit.Gate;
using NetAudit.Matrix;
using NetAudit.Model;

namespace NetAudit.Library.Tests.Properties;

/// <summary>Damaged files in NetAudit's own formats: snapshots of both versions, editions, expectations, options.</summary>
public sealed class MutatedOwnFileTests
{
    private const int Samples = 150;

    [Theory]
    [InlineData("overlay-swarm/sw1")]
    [InlineData("weave-subnets/node1")]
    [InlineData("calico-libnetwork-v2.6/host1")]
    public void A_damaged_snapshot_is_an_error_of_ours_or_a_snapshot(string name) =>
        Damaged(SnapshotFile.Write(RecordedHosts.Read(name)), text => SnapshotFile.Read(text, "x"), Samples);

    [Fact]
    public void A_damaged_snapshot_of_version_one_is_an_error_of_ours_or_a_snapshot()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Data", "Version1");
        var old = Directory
            .EnumerateFiles(folder)
            .Where(file => !file.Contains(".rows.", StringComparison.Ordinal))
            .Select(Unpacked)
            .ToList();
        Assert.NotEmpty(old);
        Assert.All(old, text => Damaged(text, changed => SnapshotFile.Read(changed, "x"), Samples));
    }

    [Fact]
    public void A_damaged_edition_is_an_error_of_ours_or_an_edition()
    {
        var folder = Path.Combine(RecordedHosts.Folder, "..", "..", "lib", "Matrix", "Editions");
        foreach (var path in Directory.EnumerateFiles(folder, "*.json"))
        {
            Damaged(File.ReadAllText(path), text => WithFile(text, Editions.Load), Samples);
        }
    }

    [Fact]
    public void A_damaged_expectation_is_an_error_of_ours_or_an_expectation() =>
        Damaged(ExpectationFile.From(RecordedHosts.Read("overlay-swarm/sw1")), text => WithFile(text, ExpectationReader.Read), Samples);

    private static string Unpacked(string path)
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        return text.ReadToEnd();
    }

    private static T WithFile<T>(string text, Func<string, T> read)
    {
        var path = Path.Combine(Path.GetTempPath(), $"netaudit-{Guid.NewGuid():N}.json");
        try
        {
            File.WriteAllBytes(path, Encoding.UTF8.GetBytes(text)); // Half a character becomes another one.
            return read(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Damaged<T>(string text, Func<string, T> read, int samples) =>
        Mutation.Any.Sample(
            change =>
            {
                try
                {
                    _ = read(change(text));
                }
                catch (NetAuditException)
                {
                    // Our own error for a damaged file.
                }
            },
            seed: "0N0XIzNsQ0O2",
            iter: MutatedBundleTests.Many(samples),
            threads: 1
        );
}
