using System.Formats.Tar;
using System.IO.Compression;
using NetAudit.Collection;
using NetAudit.Rows;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace NetAudit.Benchmarks.Rows;

/// <summary>A fleet's bundles, one after another: the tests' recorded hosts, packed, many times over.</summary>
internal sealed class ManyBundles : IBenchmark
{
    private const int Few = 50;

    public string Name => "bundles";

    public string? Missing(Setting setting) => null;

    public async IAsyncEnumerable<Figure> MeasureAsync(Setting setting)
    {
        var recorded = Directory.GetFiles(Repository.Path("tests/Bundles"), "*.tar.gz", SearchOption.AllDirectories).Order().ToList();
        var all = Enumerable.Range(0, setting.Bundles).Select(number => recorded[number % recorded.Count]).ToList();
        var runs = new SideBySide(Math.Min(setting.Runs, 3));
        yield return await runs.MeasureAsync(
            $"findings of {all.Count:#,0} bundles",
            "gunzip and parse of them",
            1.5,
            () => Task.Run(() => all.ForEach(Examine)),
            () => Task.Run(() => all.ForEach(Parse))
        );
        yield return new Figure
        {
            What = $"memory for {all.Count:#,0} bundles, the process's most",
            Beside = $"for {Few}",
            Unit = "MB",
            ToReach = 1,
            Ours = [await Child.MeasureAsync(["findings", .. all])],
            Theirs = [await Child.MeasureAsync(["findings", .. all.Take(Few)])],
        };
    }

    private static void Examine(string bundle) => GC.KeepAlive(HostAudit.Findings(RecordedHost.Read(bundle, CancellationToken.None)).Count);

    /// <summary>The least that any reader must do: unpack all files, parse the JSON, split the rest into lines.</summary>
    private static void Parse(string bundle)
    {
        using var unpacked = new GZipStream(File.OpenRead(bundle), CompressionMode.Decompress);
        using var archive = new TarReader(unpacked);
        while (archive.GetNextEntry() is { } entry)
        {
            if (entry.DataStream is null)
            {
                continue;
            }

            using var text = new StreamReader(entry.DataStream);
            GC.KeepAlive(entry.Name.EndsWith(".json", StringComparison.Ordinal) ? Json(text) : text.ReadToEnd().Split('\n'));
        }
    }

    private static object Json(StreamReader text)
    {
        var all = text.ReadToEnd();
        try
        {
            return JToken.Parse(all);
        }
        catch (JsonException)
        {
            return all; // Some tool's empty answer.
        }
    }
}
