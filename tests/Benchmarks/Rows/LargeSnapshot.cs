using NetAudit.Benchmarks.Hosts;
using NetAudit.Collection;
using NetAudit.Matrix;
using NetAudit.Rows;
using NetAudit.Snapshots;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace NetAudit.Benchmarks.Rows;

/// <summary>A snapshot of very many containers: its reading, its memory and its findings.</summary>
internal sealed class LargeSnapshot : IBenchmark
{
    private const int ContainersOfNetwork = 20;

    public string Name => "snapshot";

    public string? Missing(Setting setting) => null;

    public async IAsyncEnumerable<Figure> MeasureAsync(Setting setting)
    {
        var folder = Directory.CreateTempSubdirectory("netaudit-benchmark").FullName;
        try
        {
            var file = Write(folder, setting.Recorded);
            var size = new FileInfo(file).Length / 1e6;
            var parse = $"parsing its {size:0} MB as JToken";
            var runs = new SideBySide(setting.Runs);
            var what = $"import of a snapshot of {setting.Recorded:#,0} containers on {setting.Recorded / ContainersOfNetwork} networks";
            yield return await runs.MeasureAsync(what, parse, 0.4, Work(() => Read(file)), Work(() => Parse(file)));

            var memory = await Child.MeasureAsync("import", file);
            yield return new Figure
            {
                What = "its memory, the process's most",
                Beside = "its size",
                Unit = "MB",
                ToReach = 4,
                Ours = [memory],
                Theirs = [size],
            };

            var host = Read(file);
            var edition = Editions.Load(Editions.Default);
            yield return await runs.MeasureAsync(
                "detect, observe, compare of it",
                parse,
                0.1,
                Work(() => HostAudit.Compare(host, edition, [], []).Count()),
                Work(() => Parse(file))
            );
            yield return await runs.MeasureAsync(
                "findings of it, all rules",
                parse,
                0.1,
                Work(() => HostAudit.Findings(host).Count),
                Work(() => Parse(file))
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        yield return Growth(
            "detect, observe, compare: 10 times as many containers",
            host => HostAudit.Compare(host, Editions.Load(Editions.Default), [], []).Count()
        );
        yield return Growth("findings: 10 times as many containers", host => HostAudit.Findings(host).Count);

        Figure Growth(string what, Func<HostSnapshot, int> work)
        {
            var (small, large) = (Create(setting.Recorded), Create(10 * setting.Recorded));
            return new Figure
            {
                What = what,
                Beside = $"those of {setting.Recorded:#,0}",
                ToReach = 10,
                Ours = [Best(() => work(large))],
                Theirs = [Best(() => work(small))],
            };
        }
    }

    private static HostSnapshot Create(int containers) => new LargeHost(containers, containers / ContainersOfNetwork).Create();

    private static string Write(string folder, int containers)
    {
        var file = Path.Combine(folder, "large.json");
        File.WriteAllText(file, SnapshotFile.Write(Create(containers)));
        return file;
    }

    private static HostSnapshot Read(string file) => RecordedHost.Read(file, CancellationToken.None);

    private static JToken Parse(string file)
    {
        using var text = new StreamReader(file);
        using var reader = new JsonTextReader(text) { DateParseHandling = DateParseHandling.None };
        return JToken.ReadFrom(reader);
    }

    private static Func<Task> Work<T>(Func<T> work) =>
        () =>
        {
            GC.KeepAlive(work());
            return Task.CompletedTask;
        };

    private static double Best(Func<int> work)
    {
        _ = work();
        return Enumerable.Range(0, 3).Min(_ => Time(work));
    }

    private static double Time(Func<int> work)
    {
        GC.Collect();
        var clock = System.Diagnostics.Stopwatch.StartNew();
        _ = work();
        return clock.Elapsed.TotalMilliseconds;
    }
}
