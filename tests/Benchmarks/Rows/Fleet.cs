using System.Formats.Tar;
using System.IO.Compression;
using NetAudit.Benchmarks.Hosts;
using NetAudit.Collection;
using NetAudit.Matrix;
using NetAudit.Model;
using NetAudit.Rows;
using NetAudit.Solutions;

namespace NetAudit.Benchmarks.Rows;

/// <summary>An audit of many engines, each of which answers after a delay, as over a network.</summary>
internal sealed class Fleet : IBenchmark
{
    private const int Engines = 200;
    private const int Throttle = 64;
    private static readonly TimeSpan s_wait = TimeSpan.FromMilliseconds(100);

    public string Name => "fleet";

    public string? Missing(Setting setting) => null;

    public async IAsyncEnumerable<Figure> MeasureAsync(Setting setting)
    {
        var folder = Directory.CreateTempSubdirectory("netaudit-fleet").FullName;
        try
        {
            await UnpackAsync(Repository.Path("tests/Bundles/engine28-swarm/md1.tar.gz"), folder);
            await using var engines = await ReplayedEngines.StartAsync(Engines, s_wait, Path.Combine(folder, "engine"));
            yield return await new SideBySide(setting.Runs).MeasureAsync(
                $"fleet of {Engines} replayed engines that answer in {s_wait.TotalMilliseconds:0} ms, {Throttle} at a time",
                "one of them",
                2,
                () => AuditAsync(engines.Endpoints),
                () => AuditAsync([engines.Endpoints[0]])
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task AuditAsync(IReadOnlyList<string> endpoints) =>
        Parallel.ForEachAsync(
            endpoints,
            new ParallelOptions { MaxDegreeOfParallelism = Throttle },
            async (endpoint, cancellationToken) =>
            {
                var snapshot = await LiveHost.CollectAsync(endpoint, new CollectionOptions(), new NullCollectionLog(), cancellationToken);
                var host = HostContext.Create(snapshot);
                GC.KeepAlive(HostAudit.Compare(host, Editions.Load(Editions.Default), [], []).Count());
            }
        );

    private static async Task UnpackAsync(string bundle, string folder)
    {
        await using var file = File.OpenRead(bundle);
        await using var unpacked = new GZipStream(file, CompressionMode.Decompress);
        await TarFile.ExtractToDirectoryAsync(unpacked, folder, overwriteFiles: false);
    }
}
