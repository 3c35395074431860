using NetAudit.Benchmarks.Hosts;
using NetAudit.Collection;
using NetAudit.Collection.Engine;
using NetAudit.Collection.Linux;
using NetAudit.Live.Tests.Support;
using NetAudit.Matrix;
using NetAudit.Model;
using NetAudit.Platform;
using NetAudit.Platform.Sockets;
using NetAudit.Rows;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Benchmarks.Rows;

/// <summary>A live host with many running containers. It has its own engine and namespaces.</summary>
internal sealed class LiveAudit : IBenchmark
{
    private static readonly NullCollectionLog s_log = new();

    public string Name => "live";

    public string? Missing(Setting setting) => setting.Engine.Missing() ?? (Tool.Find("curl") is null ? "needs curl" : null);

    public async IAsyncEnumerable<Figure> MeasureAsync(Setting setting)
    {
        await using var lab = await Lab.CreateAsync();
        var host = await CrowdedHost.CreateAsync(lab, setting.Engine, setting.Containers, setting.Networks);
        var runs = new SideBySide(setting.Runs);
        var endpoint = LiveHost.Find(host.Uri);
        yield return await runs.MeasureAsync(
            $"live audit of {setting.Containers} containers on {setting.Networks} networks, warm",
            "`docker inspect` and `docker network inspect` of everything",
            0.5,
            () => AuditAsync(endpoint),
            host.InspectAsync
        );

        var snapshot = await CollectAsync(endpoint, setting.AreStepsTold ? new StepLog() : s_log);
        var paths = await PathsAsync(endpoint, snapshot);
        yield return await runs.MeasureAsync(
            $"reading {paths.Count} namespaces",
            $"`nsenter -t PID -n ip -j -d addr` for {setting.Containers}",
            0.05,
            () => ReadAsync(paths),
            host.IpAddrAsync
        );
        yield return await runs.MeasureAsync("engine's part", "the two lists by curl", 1.3, () => AskAsync(endpoint), host.CurlListsAsync);
    }

    private static Task<HostSnapshot> CollectAsync(EngineEndpoint endpoint, ICollectionLog log) =>
        LiveHost.CollectAsync(endpoint, new CollectionOptions(), log, CancellationToken.None);

    private static async Task AuditAsync(EngineEndpoint endpoint)
    {
        var host = HostContext.Create(await CollectAsync(endpoint, s_log));
        GC.KeepAlive(HostAudit.Compare(host, Editions.Load(Editions.Default), [], []).Count());
    }

    private static async Task<IReadOnlyList<string>> PathsAsync(EngineEndpoint endpoint, HostSnapshot snapshot)
    {
        var found = await LinuxHost.FindNamespacesAsync(endpoint.Uri, snapshot.Containers!, s_log, CancellationToken.None);
        return [.. found.Containers.Values.Distinct()];
    }

    public static async Task ReadAsync(IReadOnlyList<string> paths)
    {
        var read = await NamespaceSockets.ReadEachAsync(paths, _ => NamespaceReader.ContainerSockets, NewReader, CancellationToken.None);
        if (read.Read.Count != paths.Count)
        {
            throw new InvalidOperationException($"{read.Read.Count} of {paths.Count} namespaces were read");
        }
    }

    private static Func<string, IReadOnlyList<KernelSocket>, NetworkNamespace> NewReader()
    {
        var reader = new NamespaceReader();
        return (_, sockets) => reader.Read(sockets, _ => null);
    }

    private static async Task AskAsync(EngineEndpoint endpoint)
    {
        using var http = new EngineHttp(endpoint, new CollectionOptions().ThrottleLimit, s_log);
        var engine = await DockerEngine.ConnectAsync(http, endpoint, null, CancellationToken.None);
        _ = await new EngineCollection(engine, endpoint, s_log, CancellationToken.None).RunAsync();
    }
}
