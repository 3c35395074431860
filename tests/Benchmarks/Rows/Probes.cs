using NetAudit.Benchmarks.Hosts;
using NetAudit.Collection;
using NetAudit.Live.Tests.Support;
using NetAudit.Model;
using NetAudit.Probes;
using NetAudit.Snapshots;

namespace NetAudit.Benchmarks.Rows;

/// <summary>All checks by packets, on a live host with 20 containers on 3 overlay networks.</summary>
internal sealed class Probes : IBenchmark
{
    private const int Containers = 20;
    private const int Networks = 3;
    private static readonly TimeSpan s_slow = TimeSpan.FromMilliseconds(200);

    public string Name => "probes";

    public string? Missing(Setting setting) => setting.Engine.Missing();

    public async IAsyncEnumerable<Figure> MeasureAsync(Setting setting)
    {
        await using var lab = await Lab.CreateAsync();
        var host = await CrowdedHost.CreateAsync(lab, setting.Engine, Containers, Networks, driver: "overlay");
        var log = new NullCollectionLog();
        var snapshot = await LiveHost.CollectAsync(host.Uri, new CollectionOptions(), log, CancellationToken.None);
        yield return await new SideBySide(setting.Runs).MeasureAsync(
            $"probes of {Containers} containers on {Networks} overlay networks, all checks",
            "one second",
            1,
            async () =>
            {
                var plan = await ProbeRun.PlanAsync(snapshot, [], new ProbeOptions(), log, CancellationToken.None);
                var probed = await ProbeRun.RunAsync(snapshot, plan, log, CancellationToken.None);
                if (setting.AreStepsTold)
                {
                    await TellSlowAsync(probed);
                }
            },
            () => Task.Delay(TimeSpan.FromSeconds(1))
        );
    }

    /// <summary>Prints the checks that waited, with their outcome.</summary>
    private static async Task TellSlowAsync(HostSnapshot probed)
    {
        var slow = probed.Probes!.Where(record => record.Took > s_slow).GroupBy(record => (record.Check, record.Outcome));
        foreach (var group in slow)
        {
            var (most, example) = (group.Max(record => record.Took.TotalMilliseconds), group.First());
            await Console.Error.WriteLineAsync(
                $"{group.Count()} of {group.Key.Check} were {group.Key.Outcome}, the slowest after {most:0} ms, for instance {example}"
            );
        }
    }
}
