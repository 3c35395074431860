using NetAudit.Benchmarks.Hosts;
using NetAudit.Collection;
using NetAudit.Live.Tests.Support;
using NetAudit.Model;
using NetAudit.Probes;

namespace NetAudit.Benchmarks.Rows;

/// <summary>All checks by packets, on a live host with 20 containers on 3 overlay networks.</summary>
internal sealed class Probes : IBenchmark
{
    private const int Containers = 20;
    private const int Networks = 3;

    public string Name => "probes";

    public string? Missing(Setting setting) => EngineKind.Installed.Missing();

    public async IAsyncEnumerable<Figure> MeasureAsync(Setting setting)
    {
        await using var lab = await Lab.CreateAsync();
        var host = await CrowdedHost.CreateAsync(lab, Containers, Networks, driver: "overlay");
        var log = new NullCollectionLog();
        var snapshot = await LiveHost.CollectAsync(host.Uri, new CollectionOptions(), log, CancellationToken.None);
        yield return await new SideBySide(setting.Runs).MeasureAsync(
            $"probes of {Containers} containers on {Networks} overlay networks, all checks",
            "one second",
            1,
            async () =>
            {
                var plan = await ProbeRun.PlanAsync(snapshot, [], new ProbeOptions(), log, CancellationToken.None);
                GC.KeepAlive(await ProbeRun.RunAsync(snapshot, plan, log, CancellationToken.None));
            },
            () => Task.Delay(TimeSpan.FromSeconds(1))
        );
    }
}
