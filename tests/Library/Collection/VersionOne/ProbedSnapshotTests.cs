using System.IO.Compression;
using NetAudit.Matrix;
using NetAudit.Rows;
using NetAudit.Snapshots;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace NetAudit.Library.Tests.Collection.VersionOne;

/// <summary>
/// Two live hosts, probed with all checks, network trials included. The last build of version 1 (commit a58b4bf) exported them, with its
/// rows.
/// </summary>
public sealed class ProbedSnapshotTests
{
    private static string Folder => Path.Combine(RecordedHosts.Folder, "..", "Library", "Data", "Version1");

    [Theory]
    [InlineData("swarm", 46)]
    [InlineData("flannel", 38)]
    public void Every_probe_gives_the_row_that_it_gave(string name, int count)
    {
        // The one sentence in which a row says more today. Its fact was always so.
        var then = Lines(Then(name)["Probes"]!)
            .Select(row => row.Replace("68 bytes\"", "68 bytes, not to be fragmented\"", StringComparison.Ordinal));
        var now = Lines(JArray.FromObject(HostAudit.Probes(Read(name))));

        Assert.Equal(count, now.Length);
        Assert.Equal(then, now);
    }

    [Theory]
    [InlineData("swarm")]
    [InlineData("flannel")]
    public void All_of_them_are_read(string name) =>
        Assert.DoesNotContain(Read(name).Gaps, gap => gap is { Subject: "probes", Kind: GapKind.Damaged });

    /// <summary>
    /// Some rows differ by design. Encryption that isn't in force no longer counts as encryption. Packets within one host prove nothing
    /// about the path between hosts. A silent server proves nothing about names.
    /// </summary>
    [Theory]
    [InlineData("swarm", "EncryptionChannel")]
    [InlineData("flannel", "ProtocolSupport", "NameService")]
    public void The_audit_rests_on_the_packets_as_it_did(string name, params string[] judgedOtherwise)
    {
        var now = JArray.FromObject(HostAudit.Compare(Read(name), Editions.Load("current"), [], []));

        var (then, today) = (Judged(Then(name)["Today"]!, judgedOtherwise), Judged(now, judgedOtherwise));
        Assert.Equal(then.Select(Status), today.Select(Status));
        Assert.All(
            then.Zip(today),
            rows =>
            {
                // In version 1, Observed began with the value, and rows had no list of values.
                var value = (string?)rows.Second["Values"]!.FirstOrDefault() ?? "not seen";
                Assert.StartsWith(value, (string)rows.First["Observed"]!, StringComparison.Ordinal);
            }
        );
    }

    [Theory]
    [InlineData("swarm")]
    [InlineData("flannel")]
    public void Endpoints_are_what_they_were(string name)
    {
        var now = JArray.FromObject(HostAudit.Endpoints(Read(name)));
        foreach (var row in now.OfType<JObject>())
        {
            // Since version 1, a row also names the owner of a shared namespace, and the reason why a container didn't start.
            Assert.True(row.Remove("SharesNamespaceOf"));
            Assert.True(row.Remove("StartError"));
        }

        Assert.Equal(Lines(Then(name)["Endpoints"]!), Lines(now));
    }

    private static HostSnapshot Read(string name) => RecordedHosts.ReadFile(Path.Combine(Folder, $"probed-{name}.json.gz"));

    private static JObject Then(string name)
    {
        using var file = File.OpenRead(Path.Combine(Folder, $"probed-{name}.rows.json.gz"));
        using var text = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        return JObject.Parse(text.ReadToEnd());
    }

    private static IReadOnlyList<JToken> Judged(JToken rows, string[] but) => [.. rows.Where(row => !but.Contains((string)row["Aspect"]!))];

    private static string Status(JToken row) => $"{row["Aspect"]} {row["Status"]} {row["Basis"]}";

    private static string[] Lines(JToken rows) => [.. rows.Select(row => row.ToString(Formatting.None))];
}
